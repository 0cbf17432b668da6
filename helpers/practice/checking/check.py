"""`check`, `hint` and `solution`: what a learner calls."""

from __future__ import annotations

import html
import multiprocessing
import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from helpers.practice import achievements, worker_cell
from helpers.practice import exercise as exercises
from helpers.practice.checking.attempt import attempt
from helpers.practice.checking.verdict import Line, Verdict, judge, judge_again

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.practice.exercise import Exercise, Trial

_hints_given: Counter[str] = Counter()


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
    verdict = examine(exercise, path.parent, multiprocessing.get_start_method())
    if verdict.passed:
        return replace(verdict, news=achievements.passed(exercise))
    return verdict


def examine(exercise: Exercise, folder: Path, method: str) -> Verdict:
    """Return the verdict on the answer that stands in `folder`.

    Parameters
    ----------
    exercise : Exercise
        What was to be done.
    folder : Path
        Where the answer's module is.
    method : str
        The start method for it.
    """

    def run(arguments: tuple[Any, ...]) -> Trial:
        return attempt(
            exercise.module,
            folder=folder,
            method=method,
            function=exercise.function,
            arguments=arguments,
            seconds=exercise.seconds,
        )

    verdict = judge(exercise, run(exercise.arguments))
    if not verdict.passed or exercise.again is None:
        return verdict
    arguments, expected = exercise.again(random.Random())  # noqa: S311 - no secret
    return judge_again(verdict, run(arguments), arguments, expected)


@dataclass(frozen=True, slots=True)
class Note:
    """A text that may have code in it, folded in a notebook if it asks for that.

    Attributes
    ----------
    title : str
        One line.
    words, code : str
        What it says, and what it shows.
    folded : bool
        Whether it stays closed until it is clicked on.
    """

    title: str
    words: str = ""
    code: str = ""
    folded: bool = False

    def __repr__(self) -> str:
        return "\n\n".join(filter(None, [self.title, self.words, self.code]))

    def _repr_html_(self) -> str:
        body = f"<p>{html.escape(self.words)}</p>" if self.words else ""
        body += f"<pre>{html.escape(self.code)}</pre>" if self.code else ""
        title = html.escape(self.title)
        if self.folded:
            return f"<details><summary>{title}</summary>{body}</details>"
        return f"<div><b>{title}</b>{body}</div>"


def hint(name: str) -> Note:
    """Give the next hint for an exercise: a nudge, then the name of what helps, then a skeleton.

    Raises
    ------
    LookupError
        If there is no such exercise.
    """
    exercise = exercises.exercise(name)
    step = min(_hints_given[name], len(exercise.hints) - 1)
    _hints_given[name] += 1
    title = f"Hint {step + 1} of {len(exercise.hints)} for {name}"
    if step < len(exercise.hints) - 1:
        return Note(title, exercise.hints[step])
    return Note(f"{title}, the last one: solution({name!r}) has it whole", code=exercise.hints[step].strip("\n"))


def solution(name: str) -> Note:
    """Give a solution with its explanation; in a notebook it stays folded until you open it.

    Raises
    ------
    LookupError
        If there is no such exercise.
    """
    exercise: Exercise = exercises.exercise(name)
    return Note(
        f"Solution of {name}: {exercise.title}",
        " ".join(exercise.explanation.split()),
        exercise.solution.strip(),
        folded=_rich(),
    )


def _rich() -> bool:
    return "ipykernel" in sys.modules
