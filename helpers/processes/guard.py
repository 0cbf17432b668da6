"""What the guardian of a kernel does: it waits for the kernel to end, and ends what that has left running.

What belongs to a kernel: the processes of its session (jupyter_client starts each kernel as the leader of a new one;
an orphan stays in it), those with its mark in their environment (spawned ones; the only way on Windows), and, where
the kernel leads no session, those that were seen as its descendants.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from helpers.processes.ending import end_all, runs
from helpers.processes.session import session_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARK = "COURSE_KERNEL"
"""Environment variable that tells to which kernel a process belongs."""

_FOLDERS = ("watch", "check", "worker-cells", "script")  # in the temp folder, as PREFIX-PID-ANYTHING
_LOOK = 0.3  # seconds between two looks for the kernel
_LIMIT = 10.0  # seconds to end what it has left
_TRACKERS = 2.0  # seconds that resource trackers get
_QUIET = 4  # looks that must find nobody
_CLOCK = 2.0  # seconds by which two processes may differ about a third one's creation


def remove_folders(temp: str, pids: Iterable[int]) -> None:
    """Remove the course's folders of ended processes from the temp folder."""
    for pid in pids:
        for prefix in _FOLDERS:
            for folder in Path(temp).glob(f"{prefix}-{pid}-*"):
                shutil.rmtree(folder, ignore_errors=True)


class Guardian:
    """Looks after one kernel.

    Parameters
    ----------
    pid, born : int, float
        The kernel, and its time of creation (seconds since the epoch).
    mark : str
        What `MARK` is in its descendants' environment.
    temp, sockets : str
        The temp folder, and multiprocessing's folder in it; empty if there is none.
    """

    def __init__(self, pid: int, born: float, mark: str, temp: str, sockets: str) -> None:
        self._pid, self._mark, self._temp, self._sockets = pid, mark, temp, sockets
        self._kernel: psutil.Process | None = None
        self._members: set[psutil.Process] = set()
        with suppress(psutil.Error):
            kernel = psutil.Process(pid)
            if abs(kernel.create_time() - born) < _CLOCK:
                self._kernel = kernel
        self._leads = session_of(pid) == pid

    def run(self) -> None:
        """Wait for the kernel to end, then clean up."""
        while self._kernel is not None and runs(self._kernel):
            if not self._leads:
                self._members = {one for one in self._members if runs(one)} | set(self._descendants())
            time.sleep(_LOOK)
        try:
            self._end_members()
        finally:
            remove_folders(self._temp, [self._pid, *(member.pid for member in self._members)])
            if Path(self._sockets).name.startswith("pymp-"):
                shutil.rmtree(self._sockets, ignore_errors=True)

    def _descendants(self) -> list[psutil.Process]:
        try:
            return self._kernel.children(recursive=True) if self._kernel is not None else []
        except psutil.Error:
            return []

    def _end_members(self) -> None:
        def find() -> set[psutil.Process]:
            self._members |= set(self._find())
            return self._members

        end_all(find, seconds=_LIMIT, looks=_QUIET, trackers=_TRACKERS)

    def _find(self) -> Iterator[psutil.Process]:
        """Return the processes that belong to the kernel."""
        session = self._leads and not self._is_recycled()
        for process in psutil.process_iter():
            if process.pid in {os.getpid(), self._pid}:
                continue
            with suppress(psutil.Error, OSError):
                if (session and session_of(process.pid) == self._pid) or process.environ().get(MARK) == self._mark:
                    yield process

    def _is_recycled(self) -> bool:
        """Tell whether another process has the kernel's pid now, and so may lead another session of that number."""
        try:
            return bool(psutil.Process(self._pid) != self._kernel)
        except psutil.Error:
            return False
