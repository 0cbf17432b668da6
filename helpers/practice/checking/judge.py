"""What the run of an answer means for an exercise."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from helpers.ground.words import plain
from helpers.practice import criteria
from helpers.practice.checking.habits import habits
from helpers.practice.checking.stuck import stuck
from helpers.practice.checking.verdict import Line, Verdict
from helpers.practice.criteria.processes import workers
from helpers.practice.criteria.words import short
from helpers.record.snapshot import outcome

if TYPE_CHECKING:
    from helpers.practice.exercise import Exercise
    from helpers.practice.trial import Trial


def judge(exercise: Exercise, trial: Trial) -> Verdict:
    """Return what the run of an answer means for an exercise.

    After the first failure, only failures are listed.
    """
    failure = _failure(trial)
    lucky = [Line(False, words) for words in habits(exercise, trial)]
    if failure:
        return Verdict(exercise.id, (Line(False, failure), *lucky), trial)
    lines: list[Line] = []
    for criterion in exercise.check.criteria:
        missing = criterion.miss(trial)
        if all(line.reached for line in lines):
            lines.append(Line(missing is None, missing or criterion.goal))
        elif missing is not None and workers(trial):  # without a child, the rest says the same again
            lines.append(Line(False, missing))
    return Verdict(exercise.id, (*lines, *lucky), trial)


def judge_again(verdict: Verdict, trial: Trial, other: tuple[Any, ...], *, method: str | None = None) -> Verdict:
    """Add to a verdict what is missing when the same answer has other arguments, or another start method.

    Parameters
    ----------
    verdict, trial : Verdict, Trial
        The verdict so far, and the new run.
    other : tuple
        What `helpers.practice.exercise.Check.again` gave: the arguments, the result, criteria.
    method : str or None
        The start method, if it was another.
    """
    arguments, expected, *more = other
    criteria_of_it = more[0] if more else ()
    asked = (*([] if expected is None else [criteria.returns(expected)]), *criteria_of_it)
    missing = _failure(trial) or next(filter(None, (criterion.miss(trial) for criterion in asked)), None)
    if missing is None:
        return verdict
    call = f"main({', '.join(map(short, arguments))})"
    if method:
        words = (
            f"under {method}, as on macOS and Windows, {call}: {missing}. There a child starts empty: what it needs "
            "must travel in args or be defined at the top of the cell: see lesson 08"
        )
    else:
        words = f"with other values, {call}: {missing}"
    return replace(verdict, lines=(*verdict.lines, Line(False, words)), trial=trial)


def judge_origin(verdict: Verdict, trial: Trial, expected: object) -> Verdict:
    """Add to a verdict that a result is right although the work in the children went wrong on purpose."""
    if trial.ending != "returned" or criteria.returns(expected).miss(trial) is not None:
        return verdict
    words = (
        "nothing that came back from a child was used: main computed the result itself. (With the work in the children "
        "changed, main returned the same.) See lesson 01"
    )
    return replace(verdict, lines=(*verdict.lines, Line(False, words)))


def _failure(trial: Trial) -> str:
    if trial.ending == "deadline":
        return stuck(trial)
    if trial.ending == "died":
        return f"the process that ran main() ended in the middle of it: {_exit(trial.exit_code)}"
    if trial.ending == "raised":
        return _raised(trial)
    return ""


def _exit(code: int | None) -> str:
    words = outcome(0, code)
    return f"{words} was sent to it" if code is not None and code < 0 and words in signal.Signals.__members__ else words


def _raised(trial: Trial) -> str:
    place = f" in line {trial.line}: {trial.source}" if trial.line else ""
    message = f" ({plain(trial.message[:300])})" if trial.message else ""
    return f"it raised {trial.error}{message}{place}"
