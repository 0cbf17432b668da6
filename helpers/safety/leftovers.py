"""Takes away what a cell has left behind that was interrupted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from helpers.ground.signals import uninterrupted
from helpers.safety.aftermath import Aftermath
from helpers.safety.interrupts import begin_cell, interrupt_soon
from helpers.watch.block import watch

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_GRACE = 1.0  # seconds that children get: Jupyter interrupts them, too

_aftermath: Aftermath | None = None


def install(shell: InteractiveShell) -> None:
    """Look before and after each cell; a second call changes nothing."""
    for moment, function in (("pre_run_cell", look), ("post_run_cell", clean_up)):
        if function not in shell.events.callbacks[moment]:
            shell.events.register(moment, function)


def look(*_: object) -> None:
    """End a watched block that no code is in any more.

    No code of Python can guard the very instruction at which ``with`` calls ``__exit__``: an interrupt that arrives
    there leaves the block open, and the next one would be refused as nested.
    """
    try:
        _begin()
    except KeyboardInterrupt:  # IPython would swallow it, and run the cell
        _begin()
        interrupt_soon()


def _begin() -> None:
    global _aftermath  # noqa: PLW0603 - one cell runs at a time
    begin_cell()
    watch.take_down_leftover()
    _aftermath = Aftermath()


def clean_up(result: Any) -> None:  # noqa: ANN401 - IPython's ExecutionResult
    """End what an interrupted cell has started: nobody will join it any more."""
    # Of an interrupt outside of the cell's own code, just before or after it, IPython has no result.
    # One between two statements of a cell, of which IPython then compiles the second, is an error before execution.
    if _aftermath is None or not (
        result is None or _was_interrupted(result.error_in_exec) or _was_interrupted(result.error_before_exec)
    ):
        return
    with uninterrupted():
        watch.take_down_leftover()
        left = _aftermath.wait(_GRACE)
        _aftermath.clean_up("when the cell was interrupted", all_pools=True)
    if left:
        ended = "1 process was" if len(left) == 1 else f"{len(left)} processes were"
        print(f"{ended} left behind by the interrupted cell, and ended now.")  # noqa: T201


def _was_interrupted(error: BaseException | None) -> bool:
    """Tell whether an interrupt is behind an error: a ``finally`` may raise another one, and ``await`` is cancelled."""
    while error is not None:
        if isinstance(error, (KeyboardInterrupt, asyncio.CancelledError)):
            return True
        error = error.__context__
    return False
