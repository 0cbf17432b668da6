"""Cuts the starter and the solution of an exercise from one file.

The file is an answer that passes. A comment line of its own, ``# starter:`` or ``# solution:``, says that the lines
below it are in that part only, and ``# end`` that they are in both again. Lines of the starter stand as comments::

    def main(names):
        # starter:
        # results = []
        # solution:
        results = Queue()
        # end
        children = [Process(target=shout, args=(name, results)) for name in names]

A cell is shown with one blank line where the file, as Python's formatters have it, has two.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*# (?:(starter|solution):|end)")
_COMMENT = re.compile(r"^(\s*)# ?")


def starter(marked: str) -> str:
    """Return the text of the cell that a learner finds."""
    return _cell(marked, "starter")


def solution(marked: str) -> str:
    """Return the text of the answer that passes."""
    return _cell(marked, "solution")


def _cell(marked: str, part: str) -> str:
    lines: list[str] = []
    here = None  # the only part in which a line is
    for line in marked.splitlines():
        mark = _MARK.fullmatch(line)
        if mark:
            here = mark[1]
        elif here in {None, part}:
            lines.append(_COMMENT.sub(r"\1", line) if here == "starter" else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
