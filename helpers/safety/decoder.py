"""Explains an error that a cell ended in: what it is, why, and which lesson shows it.

What is not known (see `helpers.safety.known`) gets nothing: an explanation that is wrong is worse than none.
"""

from __future__ import annotations

import re
import traceback
from html import escape
from typing import TYPE_CHECKING, Any

from helpers.ground import lessons
from helpers.safety.known import KNOWN, happened_in_a_child

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from helpers.safety.known import Explanation, Known

LESSONS = {name[:2]: (lessons.title(name[:2]), f"{name}.ipynb") for name in lessons.LESSONS}
"""Title and file of each lesson, by its number."""


def explain(error: BaseException) -> Explanation | None:
    """Return what is known of an error, or None."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.name}".replace("\\", "/") for frame in frames]
    for known in KNOWN:
        if _fits(known, error, places):
            return known.explanation
    return None


def _fits(known: Known, error: BaseException, places: list[str]) -> bool:
    if known.test is not None:
        return known.test(error)
    if type(error).__name__ not in known.classes:
        return False
    if known.words and not any(re.search(words, str(error)) for words in known.words):
        return False
    if known.cause and not re.search(known.cause, str(error.__cause__)):
        return False
    if known.raised_at or known.raised_in:
        here = _among(places[-1:], known.raised_at) or _among(places, known.raised_in)
        return here and not happened_in_a_child(error)
    return bool(known.words) or type(error).__module__.startswith(("multiprocessing", "concurrent", "helpers"))


def _among(places: list[str], wanted: tuple[str, ...]) -> bool:
    return any(f"/{one}" in place for place in places for one in wanted)


def as_text(explanation: Explanation) -> str:
    """Return the box as text."""
    title = LESSONS[explanation.lesson][0]
    return f"{explanation.what}\nWhy: {explanation.why}\nWhat to do: {explanation.remedy}\nSee lesson {title}."


def as_html(explanation: Explanation) -> str:
    """Return the box, in the colours of the page."""
    title, file = LESSONS[explanation.lesson]
    return (
        '<div style="border-left: 4px solid var(--jp-warn-color1, #c77700); padding: 6px 12px; max-width: 80ch; '
        'background: var(--jp-layout-color2, #f5f5f5); color: var(--jp-ui-font-color1, #222)">'
        f"<b>{escape(explanation.what)}</b><br>{escape(explanation.why)}<br>"
        f'<b>What to do:</b> {escape(explanation.remedy)} See <a href="{file}">{escape(title)}</a>.</div>'
    )


def install(shell: InteractiveShell) -> None:
    """Look at the error of each cell; a second call changes nothing."""
    if look not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", look)


def look(result: Any) -> None:  # noqa: ANN401 - IPython's ExecutionResult
    """Show the box of a cell's error, if there is one."""
    error = getattr(result, "error_in_exec", None)  # an interrupted cell may have no result
    explanation = explain(error) if error is not None else None
    if explanation is not None:
        from IPython.display import display  # noqa: PLC0415 - in the kernel only

        display({"text/plain": as_text(explanation), "text/html": as_html(explanation)}, raw=True)
