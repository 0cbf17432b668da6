"""Runs an answer where it can't hurt: in a process of its own, which is ended with all that it has started.

The answer may loop, hang, crash, exit, or leave processes behind. Whatever it does, `attempt` returns, and nobody of
that family is left.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from helpers.live.watch import uninterrupted
from helpers.practice.checking import inside as trials
from helpers.practice.exercise import Trial
from helpers.reserve import Reserve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_START = 10.0  # seconds for Python to start on a busy machine, on top of the answer's own
_LOOK = 0.01  # seconds between two looks for the report
_TAIL = 4_000  # bytes of standard error that are kept
_TRACKERS = 2.0  # seconds for resource trackers to clean up
_LIMIT = 5.0  # seconds for a killed family to be gone

_BOOT = "import sys; sys.path[:] = {path!r}; from helpers.practice.checking.inside import main; main()"


def attempt(  # noqa: PLR0913 - by name
    module: str,
    *,
    folder: Path,
    method: str,
    function: str = "main",
    arguments: Sequence[Any] = (),
    seconds: float = 6,
) -> Trial:
    """Call ``module.function(*arguments)`` in a process of its own and return what it brought.

    Parameters
    ----------
    module : str
        Name of the answer's module.
    folder : Path
        Where that module is.
    method : str
        The start method that is in force there.
    function : str
        What to call.
    arguments : sequence
        Plain data.
    seconds : float
        How long it may take; after that it is ended.
    """
    reserve = Reserve()
    try:
        room = Path(tempfile.mkdtemp(prefix=f"check-{os.getpid()}-"))
    except OSError:
        reserve.release()
        raise
    try:
        request = {
            "module": module,
            "function": function,
            "arguments": tuple(arguments),
            "method": method,
            "seconds": seconds,
        }
        (room / trials.REQUEST).write_bytes(pickle.dumps(request))
        return _run(room, [*sys.path, str(folder)], seconds)
    finally:
        with uninterrupted():
            reserve.release()
            for _ in range(20):  # Windows gives up the files of a killed process a little later
                shutil.rmtree(room, ignore_errors=True)
                if not room.exists():
                    break
                time.sleep(0.05)


def _run(room: Path, path: list[str], seconds: float) -> Trial:
    environment = {**os.environ, "TMPDIR": str(room), "TEMP": str(room), "TMP": str(room), "NO_COLOR": "1"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    errors = room / "errors"
    with errors.open("wb") as stderr:
        process = subprocess.Popen(  # noqa: S603 - the learner's own code, by their own wish
            [sys.executable, "-c", _BOOT.format(path=path), str(room)],
            stdin=subprocess.PIPE,  # closed when this kernel ends, in whatever way: then that process ends, too
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            env=environment,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    try:
        report = room / trials.REPORT
        limit = time.monotonic() + seconds + _START
        while not report.exists() and process.poll() is None and time.monotonic() < limit:
            time.sleep(_LOOK)
        if report.exists():
            with report.open("rb") as file:
                found: Trial = pickle.load(file)  # noqa: S301 - plain data, written by our own code
            return replace(found, errors=_tail(errors))
        if process.poll() is not None:
            return Trial("died", exit_code=process.returncode, seconds=seconds, errors=_tail(errors))
        return Trial("deadline", seconds=seconds)
    finally:
        with uninterrupted():
            end_family(process)


def _tail(path: Path) -> str:
    """Return the last lines that the family wrote to standard error."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read(_TAIL).decode("utf-8", "replace")


def end_family(leader: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a session, and everybody it has started.

    The resource trackers come last and end by themselves: they remove the semaphores and shared memory that the
    others have left.
    """
    known: set[psutil.Process] = set()
    limit = time.monotonic() + _LIMIT
    quiet = 0
    while quiet < 2 and time.monotonic() < limit:
        known |= set(_family(leader))
        alive = [member for member in known if _is_alive(member) and not _is_tracker(member)]
        quiet = 0 if alive else quiet + 1
        for member in alive:
            with suppress(psutil.Error):
                member.kill()  # the leader is not reaped before the end, so that its pid stays its own
        if leader.stdin is not None:
            with suppress(OSError):
                leader.stdin.close()
        _wait_for(alive, 0.2)
    with suppress(subprocess.TimeoutExpired):
        leader.wait(_LIMIT)
    for member in _wait_for(known, _TRACKERS):
        with suppress(psutil.Error):
            member.kill()


def _wait_for(members: Collection[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Wait for processes to end; return those that have not. An orphan may stay a zombie: it has ended, too."""
    limit = time.monotonic() + seconds
    while alive := [member for member in members if _is_alive(member)]:
        if time.monotonic() > limit:
            break
        time.sleep(_LOOK)
    return alive


def _family(leader: subprocess.Popen[bytes]) -> Iterator[psutil.Process]:
    if leader.returncode is None:
        with suppress(psutil.Error):
            head = psutil.Process(leader.pid)
            yield head
            yield from head.children(recursive=True)
    if not hasattr(os, "getsid"):
        return
    for pid in psutil.pids():  # orphans, too: they stay in the session
        with suppress(OSError, psutil.Error):
            if pid != leader.pid and os.getsid(pid) == leader.pid:
                yield psutil.Process(pid)


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _is_tracker(process: psutil.Process) -> bool:
    try:
        return "multiprocessing.resource_tracker" in " ".join(process.cmdline())
    except psutil.Error:
        return False
