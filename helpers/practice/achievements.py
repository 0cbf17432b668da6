"""Which exercises were passed, kept per user.

An exercise is passed if there is a file of its name in the data folder that the platform has for programs. So two
notebooks never write the same file, there is nothing to lock or to merge, and no content that could be corrupted.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.practice.exercise import LESSONS, exercise, ids

if TYPE_CHECKING:
    from helpers.practice.exercise import Exercise

FOLDER = "COURSE_PROGRESS"
"""Environment variable that names another folder, for tests."""

_APP = "multiprocessing-made-visible"
_NOT_KEPT = "This can't be remembered ({}): is the folder for your data read-only?"


def folder() -> Path:
    """Return where progress is kept."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen)
    import platformdirs  # noqa: PLC0415 - only when it is asked for

    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "passed"


# --- what is kept -------------------------------------------------------------------------------------------------


def passed(exercise: Exercise) -> tuple[str, ...]:
    """Remember that an exercise was passed; return sentences for the learner."""
    before = _done()
    praise = _praise(exercise, before | {exercise.id})
    try:
        if exercise.id not in before:
            folder().mkdir(parents=True, exist_ok=True)
            (folder() / exercise.id).touch()
    except OSError as error:
        return _NOT_KEPT.format(error.strerror), praise
    return (praise,)


def reset(name: str | None = None) -> None:
    """Forget that an exercise was passed, or all of them: ``reset("queue-2")``, ``reset()``.

    Raises
    ------
    LookupError
        If there is no such exercise.
    """
    names = ids() if name is None else (exercise(name).id,)
    what = "all exercises" if name is None else name
    words = f"Starting over with {what}."
    for one in names:
        try:
            (folder() / one).unlink(missing_ok=True)
        except OSError as error:
            words = f"Could not reset {what}: {error.strerror}."
    print(words)  # noqa: T201


def _done() -> set[str]:
    """Return the ids of what was passed; none where the folder is not there, or can't be read."""
    with suppress(OSError):
        return {file.name for file in folder().iterdir()} & set(ids())
    return set()


# --- showing ------------------------------------------------------------------------------------------------------

Marks = dict[str, bool]
"""Ids of exercises, and whether each was passed."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What was passed, as a small table.

    Attributes
    ----------
    rows : dict of (str, dict)
        By the title of a lesson, the ids of its exercises and whether each was passed.
    news : str
        A sentence for the learner, or nothing.
    """

    rows: dict[str, Marks]
    news: str = ""

    def __repr__(self) -> str:
        width = max(map(len, self.rows), default=0)
        most = max(map(len, self.rows.values()), default=0) * 2
        lines = [f"{title:{width}}  {_squares(marks):{most}} {_count(marks)}" for title, marks in self.rows.items()]
        return "\n".join(filter(None, [*lines, self.news]))

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="text-align:left">{escape(title)}</td>'
            f'<td style="text-align:left">{"".join(map(_square, marks.items()))}</td><td>{_count(marks)}</td></tr>'
            for title, marks in self.rows.items()
        )
        return f"<table>{rows}</table>" + (f"<div>{escape(self.news)}</div>" if self.news else "")


def progress(lesson: str = "") -> Overview:
    """Show which exercises you have passed, in all lessons or in one: ``progress("queue")``.

    Raises
    ------
    LookupError
        If there is no such lesson.
    """
    if lesson and lesson not in LESSONS:
        raise LookupError(f"there is no lesson {lesson!r}; there are {', '.join(LESSONS)}")
    done = _done()
    rows = {LESSONS[one]: {name: name in done for name in ids(one)} for one in ([lesson] if lesson else LESSONS)}
    everything = all(mark for marks in rows.values() for mark in marks.values())
    return Overview(rows, _joy(whole=not lesson) if everything else "")


def _squares(marks: Marks) -> str:
    return " ".join("■" if mark else "□" for mark in marks.values())


def _square(mark: tuple[str, bool]) -> str:
    name, is_passed = mark
    colour = "var(--jp-success-color1, #2e7d32)" if is_passed else "var(--jp-border-color1, #bdbdbd)"
    return f'<span title="{escape(name)}" style="color:{colour};font-size:120%">{"■" if is_passed else "□"}</span> '


def _count(marks: Marks) -> str:
    return f"{sum(marks.values())} of {len(marks)}"


def _praise(exercise: Exercise, done: set[str]) -> str:
    mine = set(ids(exercise.lesson))
    if set(ids()) <= done:
        return _joy(whole=True)
    if mine <= done:
        return _joy(whole=False)
    return f"Well done. {LESSONS[exercise.lesson]}: {len(mine & done)} of {len(mine)} passed."


def _joy(*, whole: bool) -> str:
    if whole:
        return "★ Every exercise of the course is passed. You can make processes work together, and you can prove it. ★"
    return "★ Every exercise of this lesson is passed. Wonderful! ★"
