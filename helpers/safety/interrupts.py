"""Sees to it that no interrupt is lost that arrives at a bad moment.

The handler of a signal runs between two steps of Python code, whatever code that is. While a process forks, that can be
one of the functions that modules have registered for this moment (`os.register_at_fork`): Python then prints that an
exception was ignored, the cell runs on, and what the function was to do is not done. Of `logging` up to Python 3.12
this is to release a lock, for which the next thread that forks or logs would wait for ever.
"""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

_SOON = 0.05  # seconds after which the cell's own code runs again

_handler: Any = None  # the one of SIGINT, while the main thread forks
_came = False  # an interrupt, meanwhile
_installed = False


def install() -> None:
    """Put off, from now on, an interrupt that arrives while the main thread forks; a second call changes nothing."""
    global _installed  # noqa: PLW0603
    if _installed or not hasattr(os, "register_at_fork"):  # Windows does not fork
        return
    # Functions to be called before a fork run last one first, those after it first one first: all others run within.
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork_in_parent, after_in_child=_after_fork)
    _installed = True


def interrupt_main_thread() -> None:
    """Send the main thread a SIGINT from another one; where there are signals, it ends a wait, too."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        import _thread  # noqa: PLC0415 - Windows

        _thread.interrupt_main()


def interrupt_soon() -> None:
    """Interrupt the main thread when it has left the code in which an interrupt would be lost."""
    timer = threading.Timer(_SOON, interrupt_main_thread)
    timer.daemon = True
    timer.start()


def _note(_number: int, _frame: FrameType | None) -> None:
    global _came  # noqa: PLW0603
    _came = True


def _before_fork() -> None:
    global _handler, _came  # noqa: PLW0603
    if threading.current_thread() is not threading.main_thread():  # handlers run in the main thread only
        return
    handler = signal.getsignal(signal.SIGINT)
    if callable(handler):
        _came = False
        _handler = handler
        signal.signal(signal.SIGINT, _note)


def _after_fork() -> bool:
    """Put the handler back; return whether an interrupt came meanwhile."""
    global _handler
    if _handler is None or threading.current_thread() is not threading.main_thread():
        return False
    handler, _handler = _handler, None
    signal.signal(signal.SIGINT, handler)  # this, too, calls the one before, if an interrupt has just come
    return _came


def _after_fork_in_parent() -> None:
    if _after_fork():
        interrupt_soon()
