"""Sees to it that no interrupt is lost that arrives at a bad moment.

The handler of a signal runs between two steps of Python code, whatever code that is. While a process forks, that can be
one of the functions that modules have registered for this moment (`os.register_at_fork`): Python then prints that an
exception was ignored, the cell runs on, and what the function was to do is not done. Of `logging` up to Python 3.12
this is to release a lock, for which the next thread that forks or logs would wait for ever.

It is no rare moment: a signal that comes during the fork itself is handled right behind it.
"""

from __future__ import annotations

import _thread
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_SOON = 0.05  # seconds after which the cell's own code runs again

_forking: set[int] = set()  # threads
_installed = False


def install() -> None:
    """Put off, from now on, an interrupt that arrives while the main thread forks; a second call changes nothing."""
    global _installed  # noqa: PLW0603
    if _installed or not hasattr(os, "register_at_fork"):  # Windows does not fork
        return
    # Functions to be called before a fork run last one first, those after it first one first: all others run within.
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork_in_child)
    _installed = True


def interrupt_main_thread() -> None:
    """Send the main thread a SIGINT from another one; where there are signals, it ends a wait, too."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()  # Windows


def interrupt_soon() -> None:
    """Interrupt the main thread when it has left the code in which an interrupt would be lost."""
    _thread.start_new_thread(_interrupt_later, ())  # a signal's handler must not wait for a lock of threading's


def _interrupt_later() -> None:
    time.sleep(_SOON)
    interrupt_main_thread()


class _Patient:
    """A handler of SIGINT that puts it off while the main thread forks, and else calls the one that was there.

    It stays after the fork: a signal comes also at the last step of the function that would put the other one back.
    """

    def __init__(self, handler: Callable[[int, FrameType | None], Any]) -> None:
        self._handler = handler

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if threading.get_ident() in _forking or (frame is not None and frame.f_code in _HOOKS):
            interrupt_soon()
        else:
            self._handler(number, frame)


def _before_fork() -> None:
    _forking.add(threading.get_ident())
    if threading.current_thread() is threading.main_thread():  # another one can't set it, and need not: see _Patient
        handler = signal.getsignal(signal.SIGINT)
        if callable(handler) and not isinstance(handler, _Patient):
            signal.signal(signal.SIGINT, _Patient(handler))


def _after_fork() -> None:
    _forking.discard(threading.get_ident())


def _after_fork_in_child() -> None:
    _forking.clear()


_HOOKS = frozenset(hook.__code__ for hook in (_before_fork, _after_fork, _after_fork_in_child))
