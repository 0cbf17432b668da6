"""Waits for a kernel to end, and ends what it has left running: a process of its own, started by `start`.

A kernel that is killed hard (SIGKILL, no memory left, a crash) can't clean up: its children run on, their trace folder
stays. A guardian does it instead. It is no descendant of the kernel (it was forked twice), so that neither the live
picture nor ``active_children`` shows it and nobody has to wait for it. It looks for the kernel instead of waiting at a
pipe from it: a forked child would inherit the pipe's other end.

What belongs to a kernel: the processes of its session (jupyter_client starts each kernel as the leader of a new one;
an orphan stays in it), those with its mark in their environment (spawned ones; the only way on Windows), and, where
the kernel leads no session, those that were seen as its descendants. Multiprocessing's resource trackers end by
themselves when all others have gone, after they have removed shared memory and semaphores.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import psutil

MARK = "COURSE_KERNEL"
"""Environment variable that tells to which kernel a process belongs."""

_FOLDERS = ("watch", "check", "worker-cells", "script")  # in the temp folder, as PREFIX-PID-ANYTHING
_LOOK = 0.3  # seconds between two looks for the kernel
_AGAIN = 0.05  # seconds between two looks for what it has left
_LIMIT = 10.0  # seconds to end that
_TRACKERS = 2.0  # seconds that resource trackers get
_QUIET = 4  # looks that must find nobody
_CLOCK = 2.0  # seconds by which two processes may differ about a third one's creation


def start() -> None:
    """Start the guardian of this process; a second call changes nothing.

    Where no process can be started, as there are too many, there is none.
    """
    import psutil  # noqa: PLC0415 - the intermediate process must not pay for it

    if os.environ.get(MARK, "").startswith(f"{os.getpid()}-"):
        return
    environment = {key: value for key, value in os.environ.items() if key != MARK}
    os.environ[MARK] = f"{os.getpid()}-{secrets.token_hex(8)}"
    facts = [os.getpid(), psutil.Process().create_time(), os.environ[MARK], tempfile.gettempdir(), _socket_folder()]
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.Popen(  # noqa: S603 - this file
            [sys.executable, "-P", __file__, *map(str, facts)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        ).wait(10)


def _socket_folder() -> str:
    """Return the folder of multiprocessing's sockets, which it makes now so that its name is known."""
    from multiprocessing import util  # noqa: PLC0415 - in the kernel only

    try:
        return str(util.get_temp_dir())
    except OSError:  # a full disk
        return ""


def remove_folders(temp: str, pids: Iterable[int]) -> None:
    """Remove the course's folders of ended processes from the temp folder."""
    for pid in pids:
        for prefix in _FOLDERS:
            for folder in Path(temp).glob(f"{prefix}-{pid}-*"):
                shutil.rmtree(folder, ignore_errors=True)


# --- in the guardian ------------------------------------------------------------------------------------------------


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
        import psutil  # noqa: PLC0415 - not before the fork

        self._psutil = psutil
        self._pid, self._mark, self._temp, self._sockets = pid, mark, temp, sockets
        self._kernel: psutil.Process | None = None
        self._members: set[psutil.Process] = set()
        with suppress(psutil.Error):
            kernel = psutil.Process(pid)
            if abs(kernel.create_time() - born) < _CLOCK:
                self._kernel = kernel
        self._leads = hasattr(os, "getsid") and _session(pid) == pid

    def run(self) -> None:
        """Wait for the kernel to end, then clean up."""
        while self._kernel is not None and self._is_alive(self._kernel):
            if not self._leads:
                self._members = {one for one in self._members if self._is_alive(one)} | set(self._descendants())
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
        except self._psutil.Error:
            return []

    def _end_members(self) -> None:
        began = alone = time.monotonic()
        quiet = 0
        while quiet < _QUIET and time.monotonic() - began < _LIMIT:
            self._members |= set(self._find())
            alive = [member for member in self._members if self._is_alive(member)]
            trackers = [member for member in alive if self._is_tracker(member)]
            others = [member for member in alive if member not in trackers]
            if others:
                alone = time.monotonic()
            elif time.monotonic() - alone > _TRACKERS:
                others = trackers
            for member in others:
                with suppress(self._psutil.Error):
                    member.kill()  # psutil checks that it is still the same process
            quiet = 0 if alive else quiet + 1
            time.sleep(_AGAIN)

    def _find(self) -> Iterator[psutil.Process]:
        """Return the processes that belong to the kernel."""
        session = self._leads and not self._is_recycled()
        for process in self._psutil.process_iter():
            if process.pid in {os.getpid(), self._pid}:
                continue
            with suppress(self._psutil.Error, OSError):
                if (session and _session(process.pid) == self._pid) or process.environ().get(MARK) == self._mark:
                    yield process

    def _is_recycled(self) -> bool:
        """Tell whether another process has the kernel's pid now, and so may lead another session of that number."""
        try:
            return bool(self._psutil.Process(self._pid) != self._kernel)
        except self._psutil.Error:
            return False

    def _is_alive(self, process: psutil.Process) -> bool:
        try:
            return process.is_running() and process.status() != self._psutil.STATUS_ZOMBIE
        except self._psutil.Error:
            return False

    def _is_tracker(self, process: psutil.Process) -> bool:
        try:
            return "multiprocessing.resource_tracker" in " ".join(process.cmdline())
        except self._psutil.Error:
            return False


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def main() -> None:
    """Become a process that nobody waits for, and guard the kernel that the command line names."""
    facts = sys.argv[1:]
    if hasattr(os, "fork"):
        if os.fork():
            os._exit(0)
    elif facts[-1] != "alone":  # Windows: a child outlives its parent
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", __file__, *facts, "alone"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            | getattr(subprocess, "DETACHED_PROCESS", 0),
        )
        return
    os.chdir(Path(__file__).anchor)  # keep no folder busy
    pid, born, mark, temp, sockets = facts[:5]
    Guardian(int(pid), float(born), mark, temp, sockets).run()


if __name__ == "__main__":
    main()
