"""Takes away what a cell has left behind that was interrupted at an unlucky moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.live.watch import watch

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def install(shell: InteractiveShell) -> None:
    """Look before each cell; a second call changes nothing."""
    if look not in shell.events.callbacks["pre_run_cell"]:
        shell.events.register("pre_run_cell", look)


def look(*_: object) -> None:
    """End a watched block that no code is in any more.

    No code of Python can guard the very instruction at which ``with`` calls ``__exit__``: an interrupt that arrives
    there leaves the block open, and the next one would be refused as nested.
    """
    watch.take_down_leftover()
