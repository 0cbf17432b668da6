"""Lets several threads ask at once how a fork server's child has ended.

The fork server sends an exit code once. Of two threads that ask `multiprocessing` at the same moment, one reads it and
the other finds the end of the pipe, which counts as exit code 255 (CPython issue 130895). The course asks, too: at a
block's end, and when it has ended what a cell has left. A thread of the learner may be in the middle of ``join`` then.
"""

from __future__ import annotations

import threading
from multiprocessing import get_all_start_methods

from . import wraps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_AT_ONCE = 1
"""``os.WNOHANG``, which Windows lacks."""


def install() -> None:
    """Read each exit code once, as long as the kernel lives; a second call changes nothing."""
    if "forkserver" in get_all_start_methods():
        from multiprocessing import popen_forkserver  # noqa: PLC0415 - there is none on Windows

        if not wraps.is_replaced(popen_forkserver.Popen, "poll"):
            wraps.wrap(popen_forkserver.Popen, "poll", read_once, until=wraps.KERNEL)


def read_once(original: Callable[..., int | None], self: Any, flag: int = _AT_ONCE) -> int | None:  # noqa: ANN401
    """Ask with a lock once there is an answer: nobody waits for it then, and whoever comes second finds it."""
    from multiprocessing.connection import wait  # noqa: PLC0415 - as multiprocessing does, when it is needed

    if self.returncode is not None:
        return int(self.returncode)
    if not wait([self.sentinel], 0 if flag == _AT_ONCE else None):
        return None
    # A lock for each: a forked child must not find one that nobody will release. Re-entrant: a signal's handler asks.
    with self.__dict__.setdefault("_course_asks", threading.RLock()):
        return original(self)
