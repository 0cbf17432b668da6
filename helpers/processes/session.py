"""The processes of a session: those that a program has started, orphans included, if it was made the leader of one."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil

from helpers.processes.ending import end_all

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT = 5.0  # seconds to end a session
_TRACKERS = 2.0  # seconds that resource trackers get
_LOOKS = 2


def session_of(pid: int) -> int | None:
    """Return the session of a process; None if it has gone, or where there are none (Windows)."""
    try:
        return os.getsid(pid)
    except (OSError, AttributeError):
        return None


def members(leader: int) -> Iterator[psutil.Process]:
    """Yield who is in the session that a process leads, except the leader. An orphan stays in it."""
    for pid in psutil.pids() if hasattr(os, "getsid") else ():
        if pid != leader and session_of(pid) == leader:
            with suppress(psutil.Error):
                yield psutil.Process(pid)


def end_session(leader: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a session, and everybody it has started.

    Parameters
    ----------
    leader : subprocess.Popen
        Started with ``start_new_session=True``. It is reaped at the end, and not sooner, so that its pid stays its own;
        then its standard input is closed, too.
    """
    end_all(lambda: _family(leader), seconds=_LIMIT, looks=_LOOKS, trackers=_TRACKERS)
    if leader.stdin is not None:
        with suppress(OSError):
            leader.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        leader.wait(_LIMIT)


def _family(leader: subprocess.Popen[bytes]) -> Iterator[psutil.Process]:
    if leader.returncode is None:
        with suppress(psutil.Error):
            head = psutil.Process(leader.pid)
            yield head
            yield from head.children(recursive=True)
    yield from members(leader.pid)
