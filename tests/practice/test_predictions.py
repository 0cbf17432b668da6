"""Questions before a cell runs, and what is said afterwards."""

import re

import pytest

from helpers.practice import predict, predictions
from helpers.practice.questions import QUESTIONS
from helpers.record.snapshot import Event, Process, Snapshot
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
    assert guess.compare(2)._repr_html_().splitlines()[0] == "Your prediction:"  # all that a hidden output shows


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


def child(name, started, ended, code=0):
    return Process(name, name, 1, "0", "0", "worker", "fork", "", started, started, ended, code)


def recorded(*children, said=(), duration=2.0):
    """Return a recording of these children, in which somebody said something at some time."""
    events = tuple(Event(time, who, "said", text) for who, time, text in said)
    kernel = Process("0", "notebook kernel", 1, None, None, "kernel", None, "", 0, 0, None, None)
    return Snapshot((kernel, *children), events, duration, live=False)


SERVED = child("forkserver", 0, 1)
PARTS = [("0", 0.0, "twice in a row"), ("0", 0.8, "two threads")]


@pytest.mark.parametrize(
    ("question", "recording", "answer"),
    [
        ("start/greetings", recorded(child("a", 0, 1), child("b", 0.1, 1.1)), "at the same time"),
        ("start/greetings", recorded(child("a", 0, 1), child("b", 1.1, 2)), "one after the other"),
        ("start/sleeper", recorded(child("a", 0, 1, -15)), "it goes on"),
        ("start/sleeper", recorded(child("a", 0, 1)), "it waits until the child has ended"),
        ("background/ways", recorded(said=[*PARTS, ("0", 1.6, "two processes")]), "two processes"),
        ("background/ways", recorded(said=[*PARTS, ("0", 1.42, "two processes")]), "all the same"),
        ("background/waiting", recorded(said=[*PARTS, ("0", 1.4, "two processes")]), "in a row"),
        ("background/waiting", recorded(said=[*PARTS, ("0", 1.1, "two processes")]), "two processes"),
        ("background/city", recorded(child("spawned", 0, 1), said=[("spawned", 1, "city is as in the file")]),
         "what is in the file"),
        ("background/city", recorded(child("spawned", 0, 1), said=[("spawned", 1, "city is changed")]),
         "what the notebook has set"),
        ("process/two", recorded(child("a", 0, 0.6), child("b", 0, 0.7)), "about half a second"),
        ("process/two", recorded(child("a", 0, 0.6), child("b", 1.5, 2)), "about two seconds"),
        ("process/parent", recorded(SERVED, said=[("forkserver", 1, "made by pid 7 not the notebook")]),
         "the fork server's"),
        ("process/parent", recorded(SERVED, said=[("forkserver", 1, "made by pid 1 the notebook")]), "the notebook's"),
        ("process/parent", recorded(child("spawn", 0, 1)), "not on this system"),
    ],
)  # fmt: skip
def test_a_recording_answers(question, recording, answer, capsys):
    """What the children did is the answer; where that differs from machine to machine, the words say so."""
    words = repr(predict(question).compare(recording))
    it_is = "Here it is" if QUESTIONS[question].varies else "It is"
    assert words == f"You did not choose. {it_is}: {answer}"


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
