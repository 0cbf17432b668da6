"""The lessons, in reading order."""

from __future__ import annotations

LESSONS = (
    "00_start_here",
    "01_background",
    "02_process",
    "03_queue",
    "04_pipe",
    "05_pool",
    "06_summary",
    "07_failures",
    "08_start_methods",
    "09_sharing",
    "10_futures",
    "11_programs",
    "12_speed",
    "99_ledger",
)
"""Names of their notebooks, without the ending."""


def lesson(part: str) -> str:
    """Return the notebook's name of the lesson with this number, or this word in its name: ``"02"``, ``"process"``.

    Raises
    ------
    LookupError
        If there is no such lesson.
    """
    for name in LESSONS:
        if part in {name[:2], name[3:]}:
            return name
    raise LookupError(f"there is no lesson {part!r}; there are {', '.join(LESSONS)}")


def title(part: str) -> str:
    """Return a lesson's title, for instance ``02 Process``; see `lesson`."""
    number, _, words = lesson(part).partition("_")
    return f"{number} {words.replace('_', ' ').capitalize()}"
