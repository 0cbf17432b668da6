"""Lets a process write its Python stack when it is asked to, wherever it is blocked.

It is asked by a signal, so a process does this only if the block wants it (`helpers.trace.log.STACKS`): in a cell with
a deadline. `faulthandler` writes the stack in the signal's handler itself, also while the interpreter waits in C code.
Windows has no such signals.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .log import Log

SUFFIX = ".stack"
SIGNAL: int | None = getattr(signal, "SIGRTMAX", None) or getattr(signal, "SIGUSR2", None)
"""What asks for the stack; one that programs hardly use. None on Windows."""

_files: list[object] = []  # must stay open
_wanted = False


@contextmanager
def wanted() -> Iterator[None]:
    """Let all blocks that are entered inside offer the stacks of their processes."""
    global _wanted  # noqa: PLW0603 - of this process: the learner's code enters the block, not who wants the stacks
    before, _wanted = _wanted, True
    try:
        yield
    finally:
        _wanted = before


def are_wanted() -> bool:
    """Tell whether a block that is entered now shall offer the stacks of its processes."""
    return _wanted


def offer(log: Log) -> None:
    """Write this process's stack to its file in the block's folder whenever `SIGNAL` comes."""
    import faulthandler  # noqa: PLC0415 - most children never need it

    if SIGNAL is None or not hasattr(faulthandler, "register"):
        return
    path = os.path.join(log.folder, log.identity + SUFFIX)  # noqa: PTH118
    file = open(path + ".new", "wb", buffering=0)  # noqa: PTH123, SIM115
    _files[:] = [file]
    faulthandler.register(SIGNAL, file=file, all_threads=False, chain=False)
    os.rename(path + ".new", path)  # noqa: PTH104 - only now it may be asked: without a handler the signal would end it
