"""Sees to it that no interrupt is lost that arrives at a bad moment.

The handler of a signal runs between two steps of Python code, whatever code that is. While a process forks, that can be
one of the functions that modules have registered for this moment (`os.register_at_fork`): Python then prints that an
exception was ignored, the cell runs on, and what the function was to do is not done. Of `logging` up to Python 3.12
this is to release a lock, for which the next thread that forks or logs would wait for ever.

It is no rare moment: a signal that comes during the fork itself is handled right behind it.

Python also ignores an exception in a finalizer, for instance that of a pool which nobody refers to any more, while it
waits for its workers. Such an interrupt is sent again.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from helpers.trace import wraps

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_SOON = 0.05  # seconds after which the cell's own code runs again

_forking: set[int] = set()  # threads
_due = False  # an interrupt that was put off
_cell = 0  # the number of the cell that runs
_process: int | None = None  # in which this is installed


def install() -> None:
    """Lose no interrupt of this process from now on; a second call changes nothing."""
    global _process  # noqa: PLW0603
    if _process is not None:
        return
    _process = os.getpid()
    if hasattr(os, "register_at_fork"):  # Windows does not fork
        # Those to be called before a fork run last one first, those after it first one first: all others run within.
        os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork_in_child)
    ignored = sys.unraisablehook

    def send_again(what: sys.UnraisableHookArgs) -> None:
        is_main = threading.current_thread() is threading.main_thread()
        if issubclass(what.exc_type, KeyboardInterrupt) and is_main and os.getpid() == _process:
            interrupt_soon()
        else:
            ignored(what)

    wraps.replace(sys, "unraisablehook", send_again, until=wraps.KERNEL)


def interrupt_main_thread() -> None:
    """Send the main thread a SIGINT from another one; where there are signals, it ends a wait, too."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()  # Windows


def interrupt_soon() -> None:
    """Interrupt the main thread, which calls this, when it has left the code in which an interrupt would be lost."""
    global _due  # noqa: PLW0603
    patient = _be_patient()
    if not _due and patient is not None:
        _due = True
        try:
            _thread.start_new_thread(_insist, (_cell,))  # a signal's handler must not wait for threading's locks
        except RuntimeError:  # no more threads
            _due = False


def begin_cell() -> None:
    """Send no interrupt to this cell that was meant for one before it."""
    global _cell  # noqa: PLW0603
    _cell += 1


def _insist(cell: int) -> None:
    """Send signals until the handler is called, or its cell has ended: the kernel ignores them between two cells.

    One is not enough: this thread often runs just when the main thread begins to wait for something, and a signal that
    comes between its last step and the wait does not end the wait. Where somebody has put another handler in place
    meanwhile, as a deadline does and code that holds interrupts back, one must do: it would not say that it was called.
    """
    global _due  # noqa: PLW0603
    while True:
        time.sleep(_SOON)
        handler = signal.getsignal(signal.SIGINT)
        if cell != _cell or not callable(handler):
            _due = False
        if not _due:
            return
        _due = isinstance(handler, _Patient)
        interrupt_main_thread()


class _Patient:
    """A handler of SIGINT that puts it off while the main thread forks, and else calls the one that was there.

    It takes part in a fork only, or until what was put off is delivered: tracebacks of an interrupt show it.
    """

    def __init__(self, handler: Callable[[int, FrameType | None], Any]) -> None:
        self.handler = handler

    def __call__(self, number: int, frame: FrameType | None) -> None:
        global _due  # noqa: PLW0603
        if threading.get_ident() in _forking or (frame is not None and frame.f_code in _HOOKS):
            interrupt_soon()
        else:
            _due = False
            self.handler(number, frame)


def _be_patient() -> _Patient | None:
    """Put a patient handler in front of the main thread's own, if that has one."""
    handler = signal.getsignal(signal.SIGINT)
    if callable(handler) and not isinstance(handler, _Patient):
        handler = _Patient(handler)
        signal.signal(signal.SIGINT, handler)
    return handler if isinstance(handler, _Patient) else None


def _before_fork() -> None:
    _forking.add(threading.get_ident())
    if threading.current_thread() is threading.main_thread():  # which alone sets and calls handlers
        _be_patient()


def _after_fork() -> None:
    _forking.discard(threading.get_ident())
    if not _due and threading.current_thread() is threading.main_thread():
        _be_as_before()  # an interrupt that comes just now is ignored, and sent again


def _after_fork_in_child() -> None:
    global _due  # noqa: PLW0603
    _due = False
    _forking.clear()
    _be_as_before()


def _be_as_before() -> None:
    handler = signal.getsignal(signal.SIGINT)
    if isinstance(handler, _Patient):
        signal.signal(signal.SIGINT, handler.handler)


_HOOKS = frozenset(
    hook.__code__ for hook in (_be_patient, _before_fork, _after_fork, _after_fork_in_child, _be_as_before)
)
