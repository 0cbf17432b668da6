"""What a process waits for.

A wait is told before it begins, so that it is known of a process that waits for ever or is killed while it waits. One
that turns out to be no wait at all leaves no trace.
"""

from __future__ import annotations

from . import log as logs
from .marks import here
from .tape import OPERATIONS, Tape, tape_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Target = tuple[str, str] | None  # ("o", id of an object), ("p", id of a process), or None: it won't block

_NUMBERS = {operation: number for number, operation in enumerate(OPERATIONS)}


def waits(tape: Tape, operation: str, thing: int) -> None:
    """Tell that this thread is about to wait."""
    tape.wait(_NUMBERS[operation], thing)


def goes(tape: Tape) -> None:
    """Tell that the wait of this thread is over, unless something else has told it."""
    tape.go()


def waiting_for(operation: str, find: Callable[..., Target]) -> Callable[..., Any]:
    """Make a wrapper that tells a wait.

    Parameters
    ----------
    operation : str
        One of `helpers.trace.tape.OPERATIONS`.
    find : callable
        Gets log and arguments; returns what is waited for.
    """

    def around(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        log = logs.current()
        if log is None or here.quiet:
            return original(*args, **kwargs)
        tape = None
        try:
            target = find(log, *args, **kwargs)
            if target is not None and not tape_of(log).waiting:  # else this is a part of what it waits for
                tape = tape_of(log)
                waits(tape, operation, log.ref(target[1], target[0]))
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            log.errors += 1
        here.quiet += 1
        try:
            return original(*args, **kwargs)
        finally:
            here.quiet -= 1
            if tape is not None:
                goes(tape)

    return around
