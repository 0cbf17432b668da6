"""What the operating system says about this process and its descendants.

On Linux ``/proc`` gives the descendants of one process alone, so a sample costs the same however many other
processes the machine has; psutil's ``children(recursive=True)`` reads every process of the machine (3 ms at 80,
57 ms at 480 processes) and serves everywhere else. Other users' processes are never looked at: descendants of one's
own process are one's own.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Reading:
    """One process at one moment.

    Attributes
    ----------
    pid, ppid : int
        Its id and its parent's.
    born : float
        Moment of its creation, in a unit of the platform's; with the pid it identifies a process.
    time : int
        When this was read, `time.monotonic_ns`: reading many processes takes a while, and a thread that needs the
        GIL in between takes longer.
    zombie, on_cpu : bool
        Whether it has ended without having been asked for its exit code; whether it runs or is ready to run.
    cpu_seconds : float
        CPU time used since its creation, user and system.
    memory : int
        Resident set size in bytes.
    starved_seconds : float
        Time in which its main thread has waited for a CPU, since its creation; 0 where that can't be known.
    """

    pid: int
    ppid: int
    born: float
    time: int
    zombie: bool
    on_cpu: bool
    cpu_seconds: float
    memory: int
    starved_seconds: float = 0.0


class Sampler(Protocol):
    """Something that samples a process and its descendants."""

    def sample(self, expected: Iterable[int] = ()) -> list[Reading]:
        """Return this process first, then its descendants, parents before children.

        Parameters
        ----------
        expected : iterable of int
            Pids to look for even if they are not descendants: the system gives orphans another parent.
        """
        ...

    def command_line(self, pid: int) -> list[str]:
        """Return the command line, empty if it can't be read (a zombie has none)."""
        ...


def make_sampler(pid: int | None = None) -> Sampler:
    """Return the cheapest sampler that works on this machine.

    Parameters
    ----------
    pid : int, optional
        The process to look at, by default this one.
    """
    root = os.getpid() if pid is None else pid
    if sys.platform == "linux" and Path(f"/proc/{root}/task/{root}/children").exists():
        return ProcSampler(root)
    return PsutilSampler(root)


class ProcSampler:
    """Reads Linux's ``/proc``: see proc(5) for ``/proc/PID/stat`` and ``/proc/PID/task/TID/children``.

    Parameters
    ----------
    pid : int
        The process to look at.
    """

    def __init__(self, pid: int) -> None:
        self._root = pid
        self._tick = 1 / os.sysconf("SC_CLK_TCK")
        self._page = os.sysconf("SC_PAGE_SIZE")

    def sample(self, expected: Iterable[int] = ()) -> list[Reading]:
        """Return this process first, then its descendants, parents before children; see `Sampler`."""
        readings: list[Reading] = []
        self._walk([self._root], readings)
        self._walk(list(set(expected) - {reading.pid for reading in readings}), readings)
        return readings

    def _walk(self, queue: list[int], readings: list[Reading]) -> None:
        for pid in queue:
            try:
                reading, threads = self._read(pid)
            except (OSError, IndexError, ValueError):  # gone since its parent was read
                continue
            readings.append(reading)
            if not reading.zombie:
                queue += _children(pid, threads)

    def command_line(self, pid: int) -> list[str]:
        """Return the command line, empty if it can't be read (a zombie has none)."""
        try:
            data = _read(f"/proc/{pid}/cmdline", 4096)
        except OSError:
            return []
        return data.decode(errors="replace").rstrip("\0").split("\0") if data else []

    def _read(self, pid: int) -> tuple[Reading, int]:
        now = time.monotonic_ns()
        # The second field is the program's name in brackets and may hold anything, brackets and blanks included.
        fields = _read(f"/proc/{pid}/stat", 1024).rpartition(b")")[2].split()
        state = fields[0]
        reading = Reading(
            pid=pid,
            ppid=int(fields[1]),
            born=int(fields[19]) * self._tick,
            time=now,
            zombie=state in b"ZX",
            on_cpu=state == b"R",
            cpu_seconds=(int(fields[11]) + int(fields[12])) * self._tick,
            memory=int(fields[21]) * self._page,
            starved_seconds=0.0 if state in b"ZX" else _starved_seconds(pid),
        )
        return _own_time(reading), int(fields[17])


def _starved_seconds(pid: int) -> float:
    """Return how long a main thread has waited on a run queue: see "schedstats" of Linux's scheduler documentation."""
    try:
        return int(_read(f"/proc/{pid}/schedstat", 128).split()[1]) / 1e9
    except (OSError, IndexError, ValueError):  # this kernel does not count it
        return 0.0


def _children(pid: int, threads: int) -> list[int]:
    """Return the pids of the processes that any thread of `pid` started."""
    try:
        tasks = [str(pid)] if threads == 1 else os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - twice as fast
    except OSError:
        return []
    found: list[int] = []
    for task in tasks:
        try:
            found += map(int, _read(f"/proc/{pid}/task/{task}/children", 1 << 16).split())
        except OSError:  # the thread has ended
            continue
    return found


def _read(path: str, size: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)


class PsutilSampler:
    """Asks psutil; works on Linux, macOS and Windows.

    Parameters
    ----------
    pid : int
        The process to look at.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)

    def sample(self, expected: Iterable[int] = ()) -> list[Reading]:
        """Return this process first, then its descendants, parents before children; see `Sampler`."""
        family = [self._root, *self._root.children(recursive=True)]
        orphans = set(expected) - {process.pid for process in family}
        readings = []
        for pid in [*(process.pid for process in family), *orphans]:
            try:
                readings.append(_reading(psutil.Process(pid)))
            except psutil.Error:
                continue
        return readings

    def command_line(self, pid: int) -> list[str]:
        """Return the command line, empty if it can't be read (a zombie has none)."""
        try:
            return psutil.Process(pid).cmdline()
        except (psutil.Error, OSError):
            return []


def _reading(process: psutil.Process) -> Reading:
    now = time.monotonic_ns()
    with process.oneshot():
        status = process.status()
        zombie = status == psutil.STATUS_ZOMBIE  # cmdline, memory and cpu of a zombie may raise
        times = None if zombie else process.cpu_times()
        reading = Reading(
            pid=process.pid,
            ppid=process.ppid(),
            born=process.create_time(),
            time=now,
            zombie=zombie,
            on_cpu=status == psutil.STATUS_RUNNING and sys.platform == "linux",  # elsewhere: "not stopped"
            cpu_seconds=times.user + times.system if times else 0.0,
            memory=0 if zombie else process.memory_info().rss,
        )
    return _own_time(reading)


def _own_time(reading: Reading) -> Reading:
    """Return the reading of this very process with its CPU time and the moment taken together.

    A file takes several calls to read, and after each of them the sampling thread may have to wait for the GIL while
    the other threads of this process go on using the CPU.
    """
    if reading.pid != os.getpid():
        return reading
    return replace(reading, cpu_seconds=time.process_time(), time=time.monotonic_ns())
