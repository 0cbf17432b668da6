"""What an answer is asked for: each criterion says what is missing."""

import random

import pytest

from conftest import FEWER_METHODS
from helpers.practice import criteria
from helpers.practice.checking.attempt import attempt
from helpers.practice.checking.check import _simpler
from helpers.practice.checking.judge import judge_again
from helpers.practice.checking.verdict import Line, Verdict
from helpers.practice.criteria.overlap import most_at_once
from helpers.practice.exercise import exercise, ids
from helpers.practice.trial import Odd, Trial


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        ([1, 2], [1, 2, 3], "one item of the result is missing: 3"),
        ([1], [1, 2, 3], "2 items of the result are missing: 2 and 3"),
        ([1, 1, 2], [1, 2], "one item too many in the result: 1"),
        ([2, 1], [1, 2], "their order is not"),
        (None, 3, "returned None"),
        (3.0, 3, "a float"),
        (Odd("<map>"), [1], "not plain data"),
        ({"a": 1}, {"a": 2}, "for 'a' main() returned 1, it should be 2"),
    ],
)
def test_what_is_wrong_with_a_result(value, expected, words):
    """The difference is told in a sentence."""
    assert words in criteria.returns(expected).miss(Trial("returned", value=value))


@pytest.mark.parametrize("name", [name for name in ids() if exercise(name).check.again])
def test_a_constant_is_no_answer(name):
    """What passes with the values of the task is tried with others, which have another result."""
    about = exercise(name)
    expected = next(
        one for one in (about.check.again(random.Random(seed)) for seed in range(20)) if one[0] != about.check.arguments
    )
    passed = Verdict(name, (Line(True, "it returns the right result"),))
    constant = judge_again(passed, Trial("returned", value="a constant"), expected)
    assert not constant.passed
    assert "with other values, main(" in constant.reasons[0]
    assert judge_again(passed, Trial("returned", value=expected[1]), expected[:2]).passed


@pytest.mark.parametrize(
    ("code", "told"), [("pool.apply_async(square, n)", True), ("pool.map(square, numbers)", False)]
)
def test_another_way_is_told_the_simplest(code, told):
    """An answer that passes in a long way is told the short one."""
    verdict = Verdict("pool-1", (), Trial("returned", code=code))
    assert any("pool.map(square, numbers)" in line for line in _simpler(exercise("pool-1"), verdict)) == told


def test_no_trace_is_no_proof():
    """A recording without messages and tasks passes no criterion on them."""
    nothing = Trial("returned", value=1)
    assert criteria.went_through("Queue", 1).miss(nothing) == "no queue was used"
    assert criteria.at_most_under_way("tasks", 3).miss(nothing) == "no queue was used"
    assert "at least are asked for" in criteria.pieces("work", 2, 4).miss(nothing)
    assert criteria.in_messages("Queue", 1, 4).miss(nothing) == "no queue was used"
    assert criteria.at_most_bytes("Queue", 1000).miss(nothing) == "no queue was used"
    assert "no task of a pool" in criteria.longest_first("rendering").miss(nothing)
    assert "nobody said 'read'" in criteria.portions("read", 50, 16).miss(nothing)


def test_stretches_that_touch_do_not_overlap():
    """One after the other is not at the same time."""
    assert most_at_once([(0, 1), (1, 2)]) == 1
    assert most_at_once([(0, 1), (0.5, 2), (0.7, 3)]) == 3
    assert most_at_once([]) == 0


HELD_UP = """
import time
from multiprocessing import Process

def main():
    children = [Process(target=time.sleep, args=(0.05,)) for _ in range(2)]
    for child in children:
        child.start()
        {}
"""


@pytest.mark.parametrize("method", FEWER_METHODS)
@pytest.mark.parametrize(
    ("between", "together"),
    [
        ("time.sleep(0.3)", True),  # as if the machine had had no time for this process
        ("child.join()", False),
        ("while child.is_alive(): time.sleep(0.01)", False),
    ],
)
def test_a_held_up_start_is_no_waiting(tmp_path, method, between, together):
    """A child that was done before the next start, for which nobody had waited, counts as started with it."""
    (tmp_path / "answer.py").write_text(HELD_UP.format(between))
    trial = attempt("answer", folder=tmp_path, method=method, seconds=3)
    missed = criteria.overlapped().miss(trial)
    assert missed is None if together else "never two at the same time" in missed
