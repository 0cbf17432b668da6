"""The format of an exercise: a folder in ``exercises`` with three files, found by its name.

* ``solution.py``  an answer that passes, with marks from which the starter is cut (see `helpers.practice.parts`);
* ``text.toml``    title, minutes, core or not, goal, hints, explanation;
* ``__init__.py``  what the check hands to an answer, and what an answer must do: a `Check` named ``CHECK``.
"""

from __future__ import annotations

import importlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.ground import lessons
from helpers.practice import parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from helpers.practice.criteria import Criterion

_WITH = (
    "background",
    "process",
    "queue",
    "pipe",
    "pool",
    "summary",
    "failures",
    "start_methods",
    "sharing",
    "futures",
    "programs",
    "speed",
)

LESSONS = {name: lessons.title(name) for name in _WITH}
"""Lessons with exercises, in reading order: the first part of an exercise's id, and the lesson's title."""

_FOLDER = Path(__file__).parent / "exercises"
_EASY, _HARD = 6, 10  # minutes: at most, at least


@dataclass(frozen=True, slots=True)
class Check:
    """What an answer is given, and what it must do.

    Attributes
    ----------
    criteria : tuple of Criterion
        What an answer must do, in the order in which it is told.
    arguments : tuple
        What ``main`` gets; plain data.
    again : callable or None
        Gives other arguments, the result that they must have (None for any), and, where needed, criteria, from a
        random generator: an answer that passes is run with them, too, so that a constant is no answer.
    work : str
        Name of the function that the children call: an answer that passes is run once more with it tampered, so that a
        result that did not come from them is no answer; see `helpers.practice.checking.tampering`.
    seconds : float
        How long an answer may take.
    allowed : frozenset of str
        Habits that are refused elsewhere, and belong to this task: see `helpers.practice.checking.habits`.
    """

    criteria: tuple[Criterion, ...]
    arguments: tuple[Any, ...] = ()
    again: Callable[[Random], tuple[Any, ...]] | None = None
    work: str = ""
    seconds: float = 6
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise.

    Attributes
    ----------
    id : str
        ``queue-2``; the cell with the answer begins with ``%%worker queue_2``.
    check : Check
        What an answer must do.
    starter : str
        The cell's text: it runs, and does not pass.
    solution : str
        An answer that passes.
    title, goal : str
        A few words, and what to do, in Markdown.
    minutes : int
        How long it takes, about.
    hints : list of str
        Three steps: a nudge, the name of the API, a skeleton.
    explanation : str
        Why the solution passes.
    simplest : str
        The call that does it most simply, where there is one; an answer that passes without it is told.
    core : bool
        Whether it is on the core path: the exercises to do if there is no time for all.
    """

    id: str
    check: Check
    starter: str
    solution: str
    title: str
    minutes: int
    goal: str
    hints: list[str]
    explanation: str
    simplest: str = ""
    core: bool = False

    @property
    def level(self) -> str:
        """How hard it is, judged by how long it takes: ``easy``, ``medium`` or ``hard``."""
        return "easy" if self.minutes <= _EASY else "hard" if self.minutes >= _HARD else "medium"

    @property
    def module(self) -> str:
        """The name after ``%%worker``, and that of the folder."""
        return _module(self.id)

    @property
    def lesson(self) -> str:
        """The first part of the id: ``queue``."""
        return _lesson(self.id)


def exercise(name: str) -> Exercise:
    """Return the exercise with this id.

    Raises
    ------
    LookupError
        If there is none; says which there are.
    """
    if name not in ids():
        raise LookupError(f"there is no exercise {name!r}; there are {', '.join(ids(_lesson(str(name))) or ids())}")
    return _read(name)


@cache
def _read(name: str) -> Exercise:
    folder = _FOLDER / _module(name)
    marked = (folder / "solution.py").read_text(encoding="utf-8")
    return Exercise(
        name,
        importlib.import_module(f"helpers.practice.exercises.{folder.name}").CHECK,
        parts.starter(marked),
        parts.solution(marked),
        **tomllib.loads((folder / "text.toml").read_text(encoding="utf-8")),
    )


@cache
def ids(lesson: str = "") -> tuple[str, ...]:
    """Return the ids of all exercises, or of a lesson's (``queue``), in reading order."""
    found = ["-".join(file.parent.name.rsplit("_", 1)) for file in _FOLDER.glob("*/solution.py")]
    return tuple(sorted((name for name in found if lesson in {"", _lesson(name)}), key=_place))


def _place(name: str) -> tuple[int, int]:
    return list(LESSONS).index(_lesson(name)), int(name.partition("-")[2])


def _lesson(name: str) -> str:
    return name.partition("-")[0]


def _module(name: str) -> str:
    return name.replace("-", "_")
