"""What the learner sees after a check."""

from __future__ import annotations

import html
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helpers.ground.words import plain
from helpers.practice.criteria.processes import workers
from helpers.show import text

if TYPE_CHECKING:
    from helpers.practice.trial import Trial

_COLOURS = {True: "var(--jp-success-color0, #2e7d32)", False: "var(--jp-warn-color0, #b35900)"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a verdict: whether something was reached, and what."""

    reached: bool
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Attributes
    ----------
    exercise : str
        Id of the exercise.
    lines : tuple of Line
        What was reached and what not, in the exercise's order.
    trial : Trial or None
        The run; None if there was nothing to run.
    news : tuple of str
        Sentences about progress.
    """

    exercise: str
    lines: tuple[Line, ...]
    trial: Trial | None = None
    news: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is missing."""
        return all(line.reached for line in self.lines)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What is missing."""
        return tuple(line.words for line in self.lines if not line.reached)

    def __bool__(self) -> bool:
        return self.passed

    def __repr__(self) -> str:
        lines = [f"{'✓' if line.reached else '✗'} {plain(line.words)}" for line in self.lines]
        news = map(plain, self.news)
        return "\n".join([f"{self.exercise}: {'passed' if self.passed else 'not yet'}", *lines, *news])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<div><span style="color:{_COLOURS[line.reached]};font-weight:bold">'
            f"{'✓' if line.reached else '✗'}</span> {_as_html(line.words)}</div>"
            for line in self.lines
        )
        head = (
            f'<div style="font-weight:bold">{_as_html(self.exercise)}: {"passed" if self.passed else "not yet"}</div>'
        )
        news = "".join(f"<div>{_as_html(line)}</div>" for line in self.news)
        return (
            f'<div style="border-left:4px solid {_COLOURS[self.passed]};padding:2px 12px;line-height:1.6">'
            f"{head}{rows}{news}{self._what_it_did()}</div>"
        )

    def _ipython_display_(self) -> None:
        """Show the words, and below them the picture of the answer: why it is refused, or what it has reached."""
        from IPython.display import display  # noqa: PLC0415 - in a notebook only

        display({"text/plain": repr(self), "text/html": self._repr_html_()}, raw=True)
        with suppress(Exception):  # the words matter more
            _show_picture(self.trial)

    def _what_it_did(self) -> str:
        """Return the tree and the transcript of the run, folded; which worker of a pool said what is mere chance."""
        if self.trial is None or self.trial.snapshot is None:
            return ""
        pooled = any(process.role != "worker" for process in workers(self.trial))
        summary = html.escape((text.tree if pooled else text.summary)(self.trial.snapshot))
        return f"<details><summary>what your answer did</summary><pre>{summary}</pre></details>"


def _as_html(words: str) -> str:
    """Return words for a page, on which two dollar signs would make a formula of what is between them."""
    escaped = html.escape(plain(words))
    is_safe = "$" not in escaped and "\\" not in escaped
    return escaped if is_safe else f'<span class="mathjax_ignore tex2jax_ignore">{escaped}</span>'


def _show_picture(trial: Trial | None) -> None:
    """Show the recording of an answer, if it started anything; a resource tracker alone is nothing to see."""
    from helpers.ground.notebook import in_notebook  # noqa: PLC0415

    if trial is None or trial.snapshot is None or not workers(trial) or not in_notebook():
        return
    from helpers.ground.facts import facts  # noqa: PLC0415
    from helpers.show import frame, widget  # noqa: PLC0415 - takes a while, and a notebook

    widget.show(frame.Encoder(facts()).frame(replace(trial.snapshot, live=False)))
