"""The processes that this process has started since a certain moment, and how to end them."""

from __future__ import annotations

import math
import multiprocessing
import os
import time
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

import psutil

from helpers.processes.ending import end_all, helper_role, runs
from helpers.processes.session import members, session_of
from helpers.record.sampler import make_sampler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LIMIT = 3.0  # seconds to wait for killed processes
_STEP = 0.05  # seconds; the system counts a process's time of creation in steps, of 10 ms on Linux
NOBODY: Mapping[int, float] = MappingProxyType({})


class Family:
    """All descendants of this process that are made from now on, or all that there are.

    A process is known by its pid and its time of creation, which is how `psutil.Process` compares.

    Multiprocessing's own helpers, the resource tracker and the fork server, are not among them: they serve the next
    cell, too.

    Parameters
    ----------
    since_now : bool
        False takes those that are there already, too.

    Attributes
    ----------
    pids : set of int
        Those that were ended.
    """

    def __init__(self, *, since_now: bool = True) -> None:
        self._began = time.time() if since_now else 0.0
        self._before = set(_descendants()) if since_now else set()
        self.pids: set[int] = set()

    def alive(self, more: Mapping[int, float] = NOBODY) -> list[psutil.Process]:
        """Return those that run now.

        Parameters
        ----------
        more : mapping of int to float
            Pids that were recorded in the meantime, as an orphan is no longer a descendant, and a moment
            (`time.time`) at which each was seen running: a process that was made later only has the same pid.
        """
        found = set(_descendants())
        with suppress(OSError):  # where too many files are open, nobody else can be found
            found |= set(self._orphans({**more, **dict.fromkeys(_own_session(), math.inf)}))
        return [process for process in found - self._before if process.pid != os.getpid() and runs(process)]

    def _orphans(self, pids: Mapping[int, float]) -> Iterator[psutil.Process]:
        offset = _clock_offset() if pids else 0.0
        for pid, seen in pids.items():
            with suppress(psutil.Error):
                process = psutil.Process(pid)
                made = process.create_time() - offset
                if self._began - _STEP < made <= seen + _STEP and not _is_machinery(process):
                    yield process

    def kill(self, more: Mapping[int, float] = NOBODY) -> list[psutil.Process]:
        """End all of them, see `alive`; return those that could not be ended.

        Children that are being started while the others are ended are ended, too.
        """

        def find() -> list[psutil.Process]:
            found = self.alive(more)
            self.pids |= {process.pid for process in found}
            return found

        end_all(find, seconds=_LIMIT)
        multiprocessing.active_children()  # asks for their exit codes: no zombie stays
        return self.alive(more)


def _own_session() -> list[int]:
    """Return the pids of this process's session, if it leads one, as Jupyter's kernels do: orphans stay in it."""
    if session_of(os.getpid()) != os.getpid():
        return []
    return [process.pid for process in members(os.getpid())]


def _clock_offset() -> float:
    """Return by how many seconds psutil's times of creation are ahead of `time.time`.

    Linux counts them from the boot, and psutil takes the moment of the boot from ``/proc/stat``, which has whole
    seconds: they are up to a second too early.
    """
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return 0.0
    return psutil.boot_time() - (time.time() - time.clock_gettime(time.CLOCK_BOOTTIME))


def _descendants() -> list[psutil.Process]:
    try:
        return [process for process in _children() if not _is_machinery(process)]
    except psutil.Error:
        return []


def _children() -> Iterator[psutil.Process]:
    """Return all descendants; before each cell, so the cheapest way is taken."""
    for reading in make_sampler().sample()[1:]:
        with suppress(psutil.Error):
            yield psutil.Process(reading.pid)


def _is_machinery(process: psutil.Process) -> bool:
    """Tell multiprocessing's helpers of this process; what a fork server has forked has its command, too."""
    try:
        return helper_role(process) is not None and process.ppid() == os.getpid()
    except psutil.Error:
        return False
