"""Which exercises were passed, kept per user.

A file for each passed exercise, in the data folder that the platform has for programs. So two notebooks never write
the same file, there is nothing to lock or to merge, and a broken file costs one exercise at most.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.practice import exercise as exercises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.practice.exercise import Exercise

FOLDER = "COURSE_PROGRESS"
"""Environment variable that names another folder, for tests."""

_APP = "multiprocessing-made-visible"
_ASIDE = ".set-aside"


def folder() -> Path:
    """Return where progress is kept."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen)
    import platformdirs  # noqa: PLC0415 - only when it is asked for

    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "passed"


# --- writing ------------------------------------------------------------------------------------------------------


def passed(exercise: Exercise) -> tuple[str, ...]:
    """Remember that an exercise was passed; return sentences for the learner."""
    before, news = _read()
    if exercise.id not in before:
        news += _write(exercise.id)
    done = before | {exercise.id}
    return (*news, _praise(exercise, done))


def _write(name: str) -> list[str]:
    place = folder()
    news = []
    try:
        if place.exists() and not place.is_dir():
            news.append(_set_aside(place))
        place.mkdir(parents=True, exist_ok=True)
        number, new = tempfile.mkstemp(dir=place, prefix=".new-")
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump({"exercise": name, "passed": date.today().isoformat()}, file)  # noqa: DTZ011 - the learner's day
        Path(new).replace(place / f"{name}.json")  # in one step
    except OSError as error:
        news.append(f"This can't be remembered ({error.strerror}): is the folder for your data read-only?")
    return news


def reset(name: str | None = None) -> None:
    """Forget that an exercise was passed, or all of them: ``reset("queue-2")``, ``reset()``.

    Raises
    ------
    LookupError
        If there is no such exercise.
    """
    names = exercises.ids() if name is None else (exercises.exercise(name).id,)
    stuck = ""
    for one in names:
        try:
            (folder() / f"{one}.json").unlink(missing_ok=True)
        except OSError as error:
            stuck = f": {error.strerror}"
    what = "all exercises" if name is None else name
    print(f"Could not reset {what}{stuck}." if stuck else f"Starting over with {what}.")  # noqa: T201


# --- reading ------------------------------------------------------------------------------------------------------


def _read() -> tuple[set[str], list[str]]:
    """Return the ids of what was passed, and sentences about files that could not be read."""
    done: set[str] = set()
    news: list[str] = []
    place = folder()
    for name in exercises.ids():
        path = place / f"{name}.json"
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))["exercise"]
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            news.append(f"The progress of {name} can't be read: {error.strerror}.")
        except (ValueError, TypeError, KeyError, RecursionError):
            news.append(_set_aside(path))
        else:
            if kept == name:
                done.add(name)
            else:
                news.append(_set_aside(path))
    return done, news


def _set_aside(path: Path) -> str:
    aside = path.with_name(path.name + _ASIDE)
    with suppress(OSError):
        path.replace(aside)
        return f"{path.name} in your progress folder was broken, or not of this course; it is now {aside.name}."
    return f"{path.name} in your progress folder is broken, or not of this course, and can't be renamed."


# --- showing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Overview:
    """What was passed, as a small table.

    Attributes
    ----------
    rows : tuple of (str, tuple of (str, bool))
        A lesson's title, and for each of its exercises the id and whether it was passed.
    news : tuple of str
        Sentences for the learner.
    """

    rows: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
    news: tuple[str, ...] = ()

    def __repr__(self) -> str:
        width = max((len(title) for title, _ in self.rows), default=0)
        most = max((len(marks) for _, marks in self.rows), default=0) * 2
        return "\n".join([*(_line(title, marks, width, most) for title, marks in self.rows), *self.news])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="text-align:left">{escape(title)}</td>'
            f'<td style="text-align:left">{"".join(map(_square, marks))}</td><td>{_count(marks)}</td></tr>'
            for title, marks in self.rows
        )
        news = "".join(f"<div>{escape(line)}</div>" for line in self.news)
        return f"<table>{rows}</table>{news}"


def progress(lesson: str = "") -> Overview:
    """Show which exercises you have passed, in all lessons or in one: ``progress("queue")``.

    Raises
    ------
    LookupError
        If there is no such lesson.
    """
    if lesson and lesson not in exercises.LESSONS:
        raise LookupError(f"there is no lesson {lesson!r}; there are {', '.join(exercises.LESSONS)}")
    done, news = _read()
    chosen = [lesson] if lesson else list(exercises.LESSONS)
    rows = [(exercises.LESSONS[one], tuple((name, name in done) for name in _of(one))) for one in chosen]
    rows = [row for row in rows if row[1]]
    if rows and all(mark for _, marks in rows for _, mark in marks):
        news.append(_joy(whole=not lesson))
    return Overview(tuple(rows), tuple(news))


def _of(lesson: str) -> Iterator[str]:
    return (name for name in exercises.ids() if name.partition("-")[0] == lesson)


def _line(title: str, marks: tuple[tuple[str, bool], ...], width: int, most: int) -> str:
    squares = " ".join("■" if mark else "□" for _, mark in marks)
    return f"{title:{width}}  {squares:{most}} {_count(marks)}"


def _count(marks: tuple[tuple[str, bool], ...]) -> str:
    return f"{sum(mark for _, mark in marks)} of {len(marks)}"


def _square(mark: tuple[str, bool]) -> str:
    name, is_passed = mark
    colour = "var(--jp-success-color1, #2e7d32)" if is_passed else "var(--jp-border-color1, #bdbdbd)"
    return f'<span title="{escape(name)}" style="color:{colour};font-size:120%">{"■" if is_passed else "□"}</span> '


def _praise(exercise: Exercise, done: set[str]) -> str:
    mine = set(_of(exercise.lesson))
    if set(exercises.ids()) <= done:
        return _joy(whole=True)
    if mine <= done:
        return _joy(whole=False)
    return f"Well done. {exercises.LESSONS[exercise.lesson]}: {len(mine & done)} of {len(mine)} passed."


def _joy(*, whole: bool) -> str:
    if whole:
        return "★ Every exercise of the course is passed. You can make processes work together, and you can prove it. ★"
    return "★ Every exercise of this lesson is passed. Wonderful! ★"
