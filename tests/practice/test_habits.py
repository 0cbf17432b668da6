"""What makes an answer depend on luck is found in its code, and what only looks like it is let pass."""

import pytest

from helpers.practice.checking.habits import habits
from helpers.practice.checking.tampering import tamper, tampered
from helpers.practice.exercise import exercise
from helpers.practice.trial import Trial

LUCK = {
    "while not results.empty(): results.get()": "results.empty()",
    "for _ in range(results.qsize()): results.get()": "results.qsize()",
    "while mine.poll(): mine.recv()": "mine.poll()",
    "if mine.poll(timeout=0): mine.recv()": "mine.poll(timeout=0)",
    "results.get_nowait()": "results.get_nowait()",
    "results.get(block=False)": "results.get(block=False)",
    "import time\ntime.sleep(2)": "time.sleep(2)",
    "from time import sleep\nsleep(2)": "sleep(2)",
}
NO_LUCK = [
    "if mine.poll(1.5): mine.recv()",
    "say('waiting:', tasks.qsize())",
    "import subprocess\nsubprocess.Popen([]).poll()",
    "counts.get('a', 0)",
    "while not done(): time.sleep(0.01)",
    "time.sleep(0.3)",  # of the starter: it stands for work
    "this is no Python",
]


@pytest.mark.parametrize("code", LUCK)
def test_luck_is_refused(code):
    """The sentence says which line, why it is a problem, and where the lessons show it."""
    (words,) = habits(exercise("queue-1"), Trial("returned", code=code))
    assert LUCK[code] in words
    assert "line " in words
    assert "see lesson 0" in words


@pytest.mark.parametrize("code", NO_LUCK)
def test_what_waits_is_let_pass(code):
    """A wait for something that happens is no luck; nor is a number that is only shown."""
    assert habits(exercise("queue-1"), Trial("returned", code=code)) == []


def test_tampered_work_has_another_result():
    """Numbers, texts and lists of them are changed, everything else is handed on."""
    thing = object()
    assert tampered(lambda *args: args)(1, "a", [2, ("b",)], True, thing) == (3, "a7s", [5, ("b7s",)], True, thing)
    assert tampered(lambda number: number)(number=4) == 9


def test_only_a_function_of_the_answer_is_tampered():
    """An answer without it is left as it is."""
    assert tamper("def work(): pass", "square") is None
    assert "square = _tampered(square)" in tamper("def square(n): return n * n", "square")
