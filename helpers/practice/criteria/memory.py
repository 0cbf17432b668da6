"""Shared memory: who has it, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.ground.words import plain
from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.processes import workers
from helpers.practice.criteria.words import are, counted_processes, listed, were
from helpers.record.names import steady_name
from helpers.record.snapshot import NAMED, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.practice.trial import Trial

_LOCKED = frozenset({"Value", "Array"})


def in_shared_memory(number: int, kinds: Iterable[str] = SHARED) -> Criterion:
    """Ask that this many child processes have had one and the same piece of shared memory.

    Parameters
    ----------
    number : int
        How many at least.
    kinds : iterable of str
        What it may be: see `helpers.record.snapshot.SHARED`.
    """
    wanted = frozenset(kinds)

    def miss(trial: Trial) -> str | None:
        mine = {one.id for one in workers(trial)}
        there = [one.name for one in trial.recording.objects if one.kind in wanted]
        if not there:
            return f"nothing was in shared memory ({listed(sorted(wanted), 'or')})"
        users = {
            block: {one.process for one in trial.recording.attachments if one.object == block} & mine for block in there
        }
        best = max(users, key=lambda block: len(users[block]))
        found = len(users[best])
        if found >= number:
            return None
        where = counted_processes(found) if found else "no process"
        return f"{plain(best)} was in {where} besides the program itself; {number} {are(number)} asked for"

    goal = "a child process had shared memory" if number == 1 else f"{counted_processes(number)} had the same memory"
    return Criterion(goal, miss)


def locked_in_children(times: int) -> Criterion:
    """Ask that child processes have held the lock of a shared value or array, so many times in all."""

    def miss(trial: Trial) -> str | None:
        mine = {one.id for one in workers(trial)}
        values = {one.name for one in trial.recording.objects if one.kind in _LOCKED}
        if not values:
            return "there is no Value and no Array with a lock"
        found = sum(hold.process in mine and hold.object in values for hold in trial.recording.holds)
        if found >= times:
            return None
        return f"the child processes have held the lock of a shared number {found} times; {times} are the least"

    return Criterion("the child processes changed the shared number under its lock", miss)


def called_from_children(number: int) -> Criterion:
    """Ask that this many child processes have called methods of what a manager has."""

    def miss(trial: Trial) -> str | None:
        mine = {one.id for one in workers(trial)}
        found = len({call.process for call in trial.recording.calls} & mine)
        if found >= number:
            return None
        only = f"only {counted_processes(found)}" if found else "no child process"
        return f"{only} called a manager; {number} {are(number)} asked for"

    return Criterion(f"{counted_processes(number)} worked with the manager's objects", miss)


def all_closed() -> Criterion:
    """Ask that each process that had a block with a name has closed it."""

    def miss(trial: Trial) -> str | None:
        names = {one.id: steady_name(one) for one in trial.recording.processes}
        blocks = {one.name for one in trial.recording.objects if one.kind in NAMED}
        open_ = [one for one in trial.recording.attachments if one.object in blocks and one.end is None]
        if not open_:
            return None
        who = listed(dict.fromkeys(names.get(one.process, "somebody") for one in open_))
        return f"{plain(open_[0].object)} was not closed by {who}: close() is for each process that has it"

    return Criterion("everybody has closed the shared memory", miss)


def all_unlinked() -> Criterion:
    """Ask that no block is left behind."""

    def miss(trial: Trial) -> str | None:
        lost = [plain(one.name) for one in trial.recording.objects if one.left_behind]
        if not lost:
            return None
        return f"{listed(lost)} {were(len(lost))} left behind: one process has to call unlink(), when all have closed"

    return Criterion("no shared memory is left behind", miss)
