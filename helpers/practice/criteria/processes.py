"""Which child processes were started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.ground.words import plain
from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.words import are, counted_processes, listed, were
from helpers.record.snapshot import POOLED

if TYPE_CHECKING:
    from helpers.practice.trial import Trial
    from helpers.record.snapshot import Process

WORKERS = POOLED | {"worker"}
"""Roles of processes that an answer starts; `multiprocessing`'s own helpers have others."""

NONE_STARTED = "everything ran in the same process: no child process was started"


def workers(trial: Trial) -> list[Process]:
    """Return the processes that the answer has started, `multiprocessing`'s own helpers left out."""
    return [process for process in trial.recording.processes if process.role in WORKERS]


def last_named(name: str, trial: Trial) -> Process | None:
    """Return the child process of that name, the last one if there were several."""
    return next((process for process in reversed(workers(trial)) if process.name == name), None)


def ran_in_processes(number: int, *, exactly: bool = False, goal: str = "") -> Criterion:
    """Ask for at least (or `exactly`) this many child processes."""

    def miss(trial: Trial) -> str | None:
        found = len(workers(trial))
        if found == 0:
            return NONE_STARTED
        if found == number or (found > number and not exactly):
            return None
        only = "only " if found < number else ""
        return f"{only}{counted_processes(found)} {were(found)} started; {number} {are(number)} asked for"

    return Criterion(goal or f"{counted_processes(number)} {were(number)} started", miss)


def named(*wanted: str) -> Criterion:
    """Ask for child processes with these names."""

    def miss(trial: Trial) -> str | None:
        there = {process.name for process in workers(trial)}
        lost = [name for name in wanted if name not in there]
        if not lost:
            return None
        found = f"the names are {listed(sorted(map(plain, there)))}" if there else "there was none"
        return f"no child process is named {listed(lost, 'or')}; {found}"

    return Criterion(f"the names are {listed(wanted)}", miss)
