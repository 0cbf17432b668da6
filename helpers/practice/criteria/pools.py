"""Work that was done by a pool or an executor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.processes import NONE_STARTED, workers
from helpers.practice.criteria.words import counted
from helpers.record.snapshot import POOLED

if TYPE_CHECKING:
    from helpers.practice.trial import Trial


def in_a_pool(role: str = "", goal: str = "a pool did the work") -> Criterion:
    """Ask for workers of a pool: ``pool worker``, ``executor worker``, or either."""
    wanted = {role} if role else POOLED

    def miss(trial: Trial) -> str | None:
        roles = {process.role for process in workers(trial)}
        if not roles:
            return NONE_STARTED
        if roles & wanted:
            return None
        return f"the work was not done by {'an executor' if role == 'executor worker' else 'a pool'}"

    return Criterion(goal, miss)


def pieces(function: str, fewest: int, most: int) -> Criterion:
    """Ask that a pool's workers got the calls of `function` in this many pieces (chunks)."""

    def miss(trial: Trial) -> str | None:
        found = sum(task.function.rpartition(".")[2] == function for task in trial.recording.tasks)
        if found > most:
            return f"the work was sent in {found} pieces; {most} at most are asked for: make the chunks larger"
        if found < fewest:
            return f"the work was sent in {counted(found, 'piece')}; {fewest} at least are asked for"
        return None

    return Criterion(f"the work was sent in {fewest} to {most} pieces", miss)
