"""Ends processes until none of them is left, and returns those that still run."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil

from helpers.ground.machinery import role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LOOK = 0.02  # seconds


def runs(process: psutil.Process) -> bool:
    """Tell whether a process has not ended; a zombie has."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def helper_role(process: psutil.Process) -> str | None:
    """Return which of multiprocessing's own helpers a process is; None if it is none: see `role_of`."""
    try:
        return role_of(process.cmdline())
    except psutil.Error:
        return None


def end_all(
    find: Callable[[], Iterable[psutil.Process]], *, seconds: float, looks: int = 1, trackers: float = 0.0
) -> list[psutil.Process]:
    """Kill whatever `find` returns until it returns nothing; return those that could not be ended.

    Parameters
    ----------
    find : callable
        Returns who is meant. It is called again and again: who is being started while the others are ended is found,
        too.
    seconds : float
        How long to try.
    looks : int
        How many times in a row nobody must be left.
    trackers : float
        Seconds that resource trackers get, once they are alone, to end by themselves: they remove the semaphores and
        the shared memory that the others have left.
    """
    members: set[psutil.Process] = set()
    patient: set[psutil.Process] = set()  # remembered: a process that is about to end has no command line any more
    began = alone = time.monotonic()
    quiet = 0
    while time.monotonic() - began < seconds:
        members |= set(find())
        alive = [member for member in members if runs(member)]
        patient |= {member for member in alive if helper_role(member) == "resource tracker"}
        doomed = [member for member in alive if member not in patient]
        if doomed:
            alone = time.monotonic()
        elif time.monotonic() - alone > trackers:
            doomed = alive
        for member in doomed:
            with suppress(psutil.Error):
                member.kill()  # psutil checks that it is still the same process
        quiet = 0 if alive else quiet + 1
        if quiet == looks:
            break
        time.sleep(_LOOK)
    return [member for member in members if runs(member)]
