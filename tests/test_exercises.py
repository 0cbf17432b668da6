"""Every exercise: its starter is refused, its solution passes, wrong answers are refused with the right reason."""

import importlib
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import METHODS
from helpers.practice.checking.check import examine
from helpers.practice.exercise import exercise, ids

# All start methods take three times as long; by default each exercise is tried under one of them, in turn.
ALL = bool(os.environ.get("COURSE_ALL_METHODS"))
CASES = [
    pytest.param(name, method, id=f"{name}-{method}")
    for place, name in enumerate(ids())
    for number, method in enumerate(METHODS)
    if ALL or place % len(METHODS) == number
]
AT_ONCE = 3  # most of an answer's time is waiting


def answers(name):
    """Return (title, text, reason) of each answer; the reason is None if it must pass."""
    about, tests = exercise(name), importlib.import_module(f"practice_answers.{name.replace('-', '_')}")
    yield "starter", about.starter, ""
    yield "solution", about.solution, None
    for title, answer in tests.RIGHT.items():
        yield title, text(about, answer), None
    for title, (answer, reason) in tests.WRONG.items():
        yield title, text(about, answer), reason


def text(about, answer):
    if isinstance(answer, str):
        return answer
    changed = about.solution
    for old, new in answer:
        assert old in changed, f"{about.id}: {old!r} is not in the solution"
        changed = changed.replace(old, new)
    return changed


def tried(about, text, folder, method):
    folder.mkdir()
    (folder / f"{about.module}.py").write_text(text, encoding="utf-8")
    return examine(about, folder, method)


@pytest.mark.parametrize(("name", "method"), CASES)
def test_answers_get_the_right_verdict(name, method, tmp_path):
    """The starter does not pass, right answers do, wrong answers are refused with the right reason."""
    about, cases = exercise(name), list(answers(name))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        verdicts = list(threads.map(lambda n: tried(about, cases[n][1], tmp_path / str(n), method), range(len(cases))))
    problems = []
    for (title, _, reason), verdict in zip(cases, verdicts, strict=True):
        told = " ".join(verdict.reasons)
        reasons = (reason,) if isinstance(reason, str) else reason or ()  # several: it differs by start method
        expected = verdict.passed if reason is None else not verdict.passed and any(one in told for one in reasons)
        if not expected:
            problems.append(f"--- {title} (expected: {reason or 'passed'})\n{verdict}\n{verdict.trial.errors[-500:]}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", ids())
def test_an_exercise_is_complete(name):
    """Three hints, an explanation, three wrong answers or more and two right ones, and short cells."""
    about = exercise(name)
    tests = importlib.import_module(f"practice_answers.{about.module}")
    assert about.id == name
    assert len(about.hints) == 3
    assert len(tests.WRONG) >= 3
    assert len(tests.RIGHT) >= 1
    assert about.title
    assert about.goal
    assert about.explanation
    for cell in (about.starter, about.solution):
        compile(cell, about.module, "exec")
        assert len(cell.splitlines()) < 40
