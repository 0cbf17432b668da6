"""The processes that this process has started since a certain moment, and how to end them."""

from __future__ import annotations

import multiprocessing
import os
import time
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

import psutil

from helpers.live.sampler import make_sampler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MACHINERY = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")
_LIMIT = 3.0  # seconds to wait for killed processes
_LOOK = 0.02
_STEP = 0.05  # seconds; the system counts a process's time of creation in steps, of 10 ms on Linux
NOBODY: Mapping[int, float] = MappingProxyType({})

Identity = tuple[int, float]
"""Pid and time of creation: a recycled pid is another process."""


class Family:
    """All descendants of this process that are made from now on, or all that there are.

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
        self._before = {_identity(process) for process in _descendants()} if since_now else set()
        self.pids: set[int] = set()

    def alive(self, more: Mapping[int, float] = NOBODY) -> list[psutil.Process]:
        """Return those that run now.

        Parameters
        ----------
        more : mapping of int to float
            Pids that were recorded in the meantime, as an orphan is no descendant any more, and a moment
            (`time.time`) at which each was seen running: who was made later has only got its pid.
        """
        found = {_identity(process): process for process in _descendants()}
        offset = _clock_offset()
        for pid, seen in more.items():
            with suppress(psutil.Error):
                process = psutil.Process(pid)
                made = process.create_time() - offset
                if pid != os.getpid() and self._began - _STEP < made <= seen + _STEP:
                    found[_identity(process)] = process
        return [process for identity, process in found.items() if identity not in self._before and _runs(process)]

    def kill(self, more: Mapping[int, float] = NOBODY) -> list[psutil.Process]:
        """End all of them, see `alive`; return those that could not be ended.

        Children that are being started while the others are ended are ended, too.
        """
        limit = time.monotonic() + _LIMIT
        while (left := self.alive(more)) and time.monotonic() < limit:
            for process in left:
                self.pids.add(process.pid)
                with suppress(psutil.Error):
                    process.kill()  # psutil checks that it is still the same process
            time.sleep(_LOOK)
        multiprocessing.active_children()  # asks for their exit codes: no zombie stays
        return self.alive(more)


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
    """Tell multiprocessing's helpers by their command; what a fork server has forked has its command, too."""
    try:
        command = " ".join(process.cmdline())
        if not any(module in command for module in _MACHINERY):
            return False
        return process.ppid() == os.getpid()
    except psutil.Error:
        return False


def _identity(process: psutil.Process) -> Identity:
    try:
        return process.pid, process.create_time()
    except psutil.Error:
        return process.pid, 0.0


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
