"""`check`: what a learner calls."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from helpers.ground.facts import start_method
from helpers.practice import achievements, worker_cell
from helpers.practice import exercise as exercises
from helpers.practice.checking.attempt import attempt
from helpers.practice.checking.judge import judge, judge_again, judge_origin
from helpers.practice.checking.verdict import Line, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.practice.exercise import Check, Exercise
    from helpers.practice.trial import Trial

ELSEWHERE = "spawn"
"""The start method that all platforms have: what passes under fork alone would fail on most of them."""


def check(name: str) -> Verdict:
    """Run your answer to an exercise and say what is missing.

    The answer is what the cell that begins with ``%%worker queue_2`` defined when it was last run. It runs in a process
    of its own, under the start method of this notebook, and has some seconds; then that process is ended with all that
    it has started.

    Parameters
    ----------
    name : str
        The exercise, for example ``"queue-2"``.

    Raises
    ------
    LookupError
        If there is no such exercise.

    Examples
    --------
    >>> check("process-1")
    process-1: passed
    ✓ ...
    """
    exercise = exercises.exercise(name)
    path = worker_cell.modules.path(exercise.module) if worker_cell.modules else None
    if path is None:
        words = f"there is no answer yet: run the cell that begins with %%worker {exercise.module}, then this one again"
        return Verdict(name, (Line(False, words),))
    verdict = examine(exercise, path.parent, start_method())
    if verdict.passed:
        return replace(verdict, news=(*_simpler(exercise, verdict), *achievements.passed(exercise)))
    return verdict


def _simpler(exercise: Exercise, verdict: Verdict) -> tuple[str, ...]:
    """Return a sentence about the simplest way, if the answer that passed has gone another."""
    call = exercise.simplest.partition("(")[0].rpartition(".")[2]
    if not call or verdict.trial is None or f"{call}(" in verdict.trial.code:
        return ()
    return (f"your way works; the simplest one here is {exercise.simplest}",)


def examine(
    exercise: Exercise, folder: Path, method: str, seconds: float | None = None, *, elsewhere: str | None = ELSEWHERE
) -> Verdict:
    """Return the verdict on the answer that stands in `folder`.

    An answer that passes is run three times more, side by side: with two other inputs, one of them under another start
    method, and with its children's work tampered.

    Parameters
    ----------
    exercise : Exercise
        What was to be done.
    folder : Path
        Where the answer's module is.
    method : str
        The start method for it.
    seconds : float or None
        How long the answer may take; None for what the exercise gives.
    elsewhere : str or None
        The start method under which it must work, too; None for `method` alone.
    """
    check = exercise.check
    limit = seconds or check.seconds

    def run(arguments: tuple[Any, ...], method: str = method, work: str = "") -> Trial:
        return attempt(exercise.module, folder=folder, method=method, arguments=arguments, seconds=limit, tampered=work)

    first = run(check.arguments)
    verdict = judge(exercise, first)
    if not verdict.passed or check.again is None:
        return verdict
    one, two = others(check, first.value, random.Random())  # noqa: S311 - no secret
    with ThreadPoolExecutor(3) as threads:
        here = threads.submit(run, one[0])
        there = threads.submit(run, two[0], elsewhere or method)
        changed = threads.submit(run, one[0], method, check.work) if check.work else None
    verdict = judge_again(verdict, here.result(), one)
    if verdict.passed:
        verdict = judge_again(verdict, there.result(), two, method="" if elsewhere in {None, method} else elsewhere)
    if verdict.passed and changed is not None:
        verdict = judge_origin(verdict, changed.result(), one[1])
    return (
        replace(verdict, lines=(*verdict.lines, Line(True, "it works with other values, too"))) if verdict else verdict
    )


def others(check: Check, value: Any, chance: random.Random) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any data
    """Return two of what `Check.again` gives: other arguments than the learner sees, and no two alike.

    The result of the first at least differs from `value`, that of the arguments seen, wherever results can differ: else
    a constant would pass now and then.
    """
    assert check.again is not None
    found: list[tuple[Any, ...]] = []
    spare: list[tuple[Any, ...]] = []
    for _ in range(20):
        other = check.again(chance)
        known = [check.arguments, *(arguments for arguments, *_ in found)]
        (spare if other[0] in known or other[1] == value else found).append(other)
        if len(found) == 2:
            break
    return [*found, *sorted(spare, key=lambda other: other[0] == check.arguments)][:2]
