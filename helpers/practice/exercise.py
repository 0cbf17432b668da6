"""The format of an exercise, and what one try at it brought."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from helpers.record.snapshot import Snapshot

LESSONS = {
    "background": "01 Background",
    "process": "02 Process",
    "queue": "03 Queue",
    "pipe": "04 Pipe",
    "pool": "05 Pool",
    "summary": "06 Summary",
}
"""Lessons with exercises, in reading order: the first part of an exercise's id, and the lesson's title."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Stands for a value that is not made of plain data (numbers, text, lists, ...); only its `repr` travelled."""

    text: str

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Trial:
    """What one run of an answer brought.

    Attributes
    ----------
    ending : str
        ``returned``, ``raised``, ``deadline`` (it had to be stopped), ``died`` (the process that ran it has gone).
    snapshot : Snapshot or None
        The recording; None if the process could not hand it over.
    value : object
        What the answer returned: plain data, or `Odd` in place of what is not.
    error : str
        Class of the exception, and `message` its text, `line` the number of the answer's line and `source` that line.
    seconds : float
        The deadline.
    exit_code : int or None
        Of the process that ran the answer, if it died.
    errors : str
        The end of what the family wrote to standard error.
    """

    ending: Literal["returned", "raised", "deadline", "died"]
    snapshot: Snapshot | None = None
    value: Any = None
    error: str = ""
    message: str = ""
    line: int | None = None
    source: str = ""
    seconds: float = 0
    exit_code: int | None = None
    errors: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that an answer must do.

    Attributes
    ----------
    goal : str
        What is asked for, as it is shown when it is reached: ``both tasks ran at the same time``.
    miss : callable
        Returns what is missing in a sentence, or None if nothing is.
    """

    goal: str
    miss: Callable[[Trial], str | None]


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise.

    Attributes
    ----------
    id : str
        ``queue-2``; the cell with the answer begins with ``%%worker queue_2``.
    title, goal : str
        A few words, and what to do, in Markdown.
    starter : str
        The cell's text: it runs, and does not pass.
    criteria : tuple of Criterion
        What an answer must do, in the order in which it is told.
    hints : tuple of str
        Three steps: a nudge, the name of the API, a skeleton.
    solution, explanation : str
        An answer that passes, and why it does.
    arguments : tuple
        What the check hands to the answer's `function`; plain data.
    seconds : float
        How long an answer may take.
    again : callable or None
        Gives other arguments, and the result that they must have, from a source of chance: an answer that passes is run
        with them, too, so that a constant is no answer.
    """

    id: str
    title: str
    goal: str
    starter: str
    criteria: tuple[Criterion, ...]
    hints: tuple[str, ...]
    solution: str
    explanation: str
    arguments: tuple[Any, ...] = ()
    function: str = "main"
    seconds: float = 6
    again: Callable[[Random], tuple[tuple[Any, ...], Any]] | None = None

    @property
    def module(self) -> str:
        """The name after ``%%worker``."""
        return self.id.replace("-", "_")

    @property
    def lesson(self) -> str:
        """The first part of the id: ``queue``."""
        return self.id.partition("-")[0]

    @property
    def number(self) -> int:
        """The second part of the id."""
        return int(self.id.partition("-")[2])


def exercise(name: str) -> Exercise:
    """Return the exercise with this id.

    Raises
    ------
    LookupError
        If there is none; says which there are.
    """
    known = ids()
    if name not in known:
        lesson = [one for one in known if one.partition("-")[0] == str(name).partition("-")[0]]
        raise LookupError(f"there is no exercise {name!r}; there are {', '.join(lesson or known)}")
    return _load(name)


@cache
def _load(name: str) -> Exercise:
    module = importlib.import_module(f"helpers.practice.exercises.{name.replace('-', '_')}")
    found: Exercise = module.EXERCISE
    return found


@cache
def ids() -> tuple[str, ...]:
    """Return the ids of all exercises in reading order."""
    files = (Path(__file__).parent / "exercises").glob("*.py")
    found = [file.stem.replace("_", "-") for file in files if re.fullmatch(r"[a-z]+_\d+", file.stem)]
    return tuple(sorted(found, key=_place))


def _place(name: str) -> tuple[int, int]:
    lesson, _, number = name.partition("-")
    return list(LESSONS).index(lesson), int(number)
