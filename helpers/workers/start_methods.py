"""Worker functions of lesson 08, and the things of a module that a child inherits or does not.

A child process must be able to import what it runs. That is why these stand in a file, and not in a notebook cell.
"""

from __future__ import annotations

import os
import random
import sys
import threading
from pathlib import Path

from helpers.trace import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue
    from typing import TextIO

    from IPython.lib.pretty import PrettyPrinter

# The notebook changes these while it runs. What does a child find?
colour = "white"
lock = threading.Lock()
log: TextIO | None = None
dice = random.Random(7)  # noqa: S311 - a game
NEW_DICE = dice.getstate()


def look(answers: SimpleQueue[dict[str, object]], argument: str) -> None:
    """Look around in this process, and put into the queue what is there."""
    found: dict[str, object] = {
        "what you pass as an argument": argument,
        "`colour` of the module": colour,
        "`dice` of the module": "new" if dice.getstate() == NEW_DICE else "used",
        "`lock` of the module": "locked" if lock.locked() else "free",
        "`log` of the module": "no file" if log is None else "an open file",
        "environment variable": os.environ.get("COURSE_COLOUR", "not set"),
        "working folder": Path.cwd().name,
        "`sys.path`": "changed" if "more modules" in sys.path else "not changed",
        "parent, for the system": os.getppid(),
    }
    answers.put(found)


def write_too() -> None:
    """Write a line into the file of the module, if there is one in this process."""
    if log is None:
        say("I have no file")
    else:
        log.write("from the child\n")
        log.flush()


class Table(dict[str, dict[str, object]]):
    """What children answered, by start method; a notebook draws it with a column for each method."""

    def _repr_markdown_(self) -> str:
        from multiprocessing import get_all_start_methods  # noqa: PLC0415 - a child imports this module, too

        here = get_all_start_methods()
        columns = [method for method in ("fork", "spawn", "forkserver") if method in self or method not in here]
        rows = next(iter(self.values()), {})
        lines = [["", *columns], ["---"] * (len(columns) + 1)]
        lines += [
            [row, *(str(self[one][row]) if one in self else "not on this system" for one in columns)] for row in rows
        ]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _repr_pretty_(self, printer: PrettyPrinter, cycle: bool) -> None:  # noqa: ARG002 - IPython's
        printer.text(self._repr_markdown_())


def who(pid: int) -> str:
    """Return whose pid it is: the notebook's, the fork server's, or another process's."""
    import psutil  # noqa: PLC0415 - a child imports this module, and needs none of it

    from helpers.ground.machinery import role_of  # noqa: PLC0415

    if pid == os.getpid():
        return "the notebook"
    return "the fork server" if role_of(psutil.Process(pid).cmdline()) == "fork server" else "another one"
