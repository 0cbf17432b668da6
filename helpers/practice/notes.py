"""`hint` and `solution`: help for somebody who is stuck."""

from __future__ import annotations

import html
import sys
from collections import Counter
from dataclasses import dataclass

from helpers.practice.exercise import exercise

_hints_given: Counter[str] = Counter()


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
    *first, skeleton = exercise(name).hints
    step = min(_hints_given[name], len(first))
    _hints_given[name] += 1
    title = f"Hint {step + 1} of {len(first) + 1} for {name}"
    if step < len(first):
        return Note(title, first[step])
    return Note(f"{title}, the last one: solution({name!r}) has it whole", code=skeleton.rstrip("\n"))


def solution(name: str) -> Note:
    """Give a solution with its explanation; in a notebook it stays folded until you open it.

    Raises
    ------
    LookupError
        If there is no such exercise.
    """
    about = exercise(name)
    explanation = " ".join(about.explanation.split())
    return Note(f"Solution of {name}: {about.title}", explanation, about.solution, folded="ipykernel" in sys.modules)
