"""Ends a process that leads a session, and everybody it has started."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LIMIT = 5.0  # seconds for a killed family to be gone
_TRACKERS = 2.0  # seconds for resource trackers to clean up
_LOOK = 0.01


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
