"""Ends what the notebook has started when its kernel is shut down or restarted.

ipykernel itself waits up to 14 s for all children to heed SIGTERM, which multiprocessing's resource tracker ignores,
and Jupyter kills a kernel that has not ended after 5 s: so a restart would take 5 s, and atexit would never be reached.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from helpers.ground.signals import uninterrupted
from helpers.processes import guardian
from helpers.processes.guard import remove_folders
from helpers.safety.aftermath import Aftermath
from helpers.trace import wraps

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_LIMIT = 1.0  # seconds
_LOOK = 0.01


def install(shell: InteractiveShell) -> None:
    """End everything when the end is asked for, and have a guardian for the end that is not.

    A second call changes nothing.
    """
    kernel: Any = getattr(shell, "kernel", None)
    if kernel is None or wraps.is_replaced(kernel, "do_shutdown"):
        return
    with uninterrupted():  # an interrupted first cell, run again, would find it half started
        guardian.start()
    original, pid = kernel.do_shutdown, os.getpid()

    def do_shutdown(restart: bool) -> object:
        if os.getpid() == pid:
            end_everything()
        return original(restart)

    wraps.replace(kernel, "do_shutdown", do_shutdown, until=wraps.KERNEL)


def end_everything() -> None:
    """End all processes that this one has started, then multiprocessing's helpers, and remove their folders."""
    everything = Aftermath(since_now=False)
    with suppress(Exception):  # whatever has gone wrong, the kernel must end
        everything.clean_up("when the kernel was shut down")
    _release_helpers()
    remove_folders(tempfile.gettempdir(), [os.getpid(), *everything.ended])


def _release_helpers() -> None:
    """Close this process's ends of the pipes at which the resource tracker and the fork server wait for its end.

    Something else takes their number, as whoever uses them at exit would otherwise start new helpers.
    """
    with suppress(Exception):
        from multiprocessing import forkserver  # noqa: PLC0415 - not on Windows

        server: Any = forkserver._forkserver  # noqa: SLF001
        trackers = _trackers()
        nothing = os.open(os.devnull, os.O_WRONLY)
        for end in (server._forkserver_alive_fd, *(tracker._fd for tracker in trackers)):  # noqa: SLF001
            if end is not None:
                os.dup2(nothing, end, inheritable=False)
        os.close(nothing)
        _reap(server._forkserver_pid)  # noqa: SLF001
        for tracker in trackers:
            _reap(tracker._pid)  # noqa: SLF001
            tracker._pid = None  # noqa: SLF001 - else it is waited for again at exit


def _trackers() -> list[Any]:
    """Return the resource trackers of this process: multiprocessing's, and those of packages that have their own."""
    modules = [module for name, module in list(sys.modules.items()) if name.endswith(".resource_tracker")]
    found = (getattr(module, "_resource_tracker", None) for module in modules)
    return list({id(one): one for one in found if hasattr(one, "_fd") and hasattr(one, "_pid")}.values())


def _reap(pid: int | None) -> None:
    """Ask for the exit code of a child that is about to end: ipykernel would wait for a zombie, too."""
    limit = time.monotonic() + _LIMIT
    with suppress(OSError):
        while pid is not None and os.waitpid(pid, os.WNOHANG)[0] == 0 and time.monotonic() < limit:
            time.sleep(_LOOK)
