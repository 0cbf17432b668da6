"""Who held a lock when: whether processes took turns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.processes import workers

if TYPE_CHECKING:
    from helpers.practice.trial import Trial


def took_turns(times: int, goal: str) -> Criterion:
    """Ask that a lock went from one process to another at least so many times: each let the others in."""

    def miss(trial: Trial) -> str | None:
        mine = {one.id for one in workers(trial)}
        holders: dict[str, list[str]] = {}
        for hold in trial.recording.holds:
            if hold.process in mine:
                holders.setdefault(hold.object, []).append(hold.process)
        changes = max((sum(a != b for a, b in pairwise(one)) for one in holders.values()), default=0)
        if changes >= times:
            return None
        if not holders:
            return "no lock was used: nothing keeps two processes from reading the same number. See lesson 01"
        return (
            "the processes worked one after the other: the lock is held by one of them all the time. "
            "Hold it only from the reading to the writing: see lesson 01"
        )

    return Criterion(goal, miss)
