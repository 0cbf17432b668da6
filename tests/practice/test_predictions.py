"""Questions before a cell runs, and what is said afterwards."""

import re

import pytest

from helpers.practice import predict, predictions
from helpers.practice.questions import QUESTIONS
from notebooks import NOTEBOOKS


def test_predictions_are_held_against_what_happened(capsys):
    """Right, wrong with what was prepared for that answer, and not answered."""
    guess = predict("How many?", {1: "There is one more: the kernel.", 2: ""})
    assert capsys.readouterr().out == "How many?\n  ( ) 1\n  ( ) 2\n"
    assert repr(guess.compare(2)) == "You did not choose. It is: 2"
    guess.answer = 1
    assert repr(guess.compare(2)) == "You said 1. It is: 2. There is one more: the kernel."
    guess.answer = 2
    assert guess.compare(2).right


def test_every_question_is_asked_and_every_name_is_known(capsys):
    """The lessons ask the questions of the bank, by their names; each has a reason for all wrong choices but one."""
    text = "".join(path.read_text(encoding="utf-8") for path in NOTEBOOKS)
    assert set(re.findall(r'predict\(\\"([^"]*)\\"\)', text)) == set(QUESTIONS)
    for name, question in QUESTIONS.items():
        assert sum(not why for why in question.choices.values()) <= 1, name
    guess = predict("process/exit-code")
    assert "What is the child's exit code?" in capsys.readouterr().out
    guess.answer = 5
    assert "stays in the child" in repr(guess.compare(0))
    with pytest.raises(LookupError, match="there is no question 'process/none'; there are start/greetings"):
        predict("process/none")


def test_predictions_of_numbers(capsys):
    """What is typed becomes a number, with a comma, too; what is none is no answer."""
    guess = predict("How many?")
    guess._take({"new": " 3 "})
    assert guess.compare(3).right
    guess._take({"new": "2,5"})
    assert "You said 2.5. It is: 3. That is fewer" in repr(guess.compare(3))
    guess._take({"new": "many"})
    assert guess.compare(3).right is None


def test_predict_says_what_it_expects():
    """A list of choices has nothing to tell to those who are wrong."""
    with pytest.raises(ValueError, match="as a dictionary of at least two"):
        predictions.Prediction("How many?", ["1", "2"])
