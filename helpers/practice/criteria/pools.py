"""Work that was done by a pool or an executor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.overlap import until
from helpers.practice.criteria.processes import NONE_STARTED, workers
from helpers.practice.criteria.sayings import said_with_number
from helpers.practice.criteria.words import counted, listed
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


def longest_first(word: str) -> Criterion:
    """Ask that a pool handed out its tasks in the order of their lengths, the longest first.

    Parameters
    ----------
    word : str
        What a task says, with its length behind it: ``rendering 5``.
    """

    def miss(trial: Trial) -> str | None:
        events = said_with_number(word, trial)
        found = []
        for task in sorted(trial.recording.tasks, key=lambda task: (task.job, task.index)):
            end = until(task.end, trial)
            found += [n for one, n in events if one.process == task.process and task.start <= one.time <= end]
        if len(found) < len(events) or not found:
            return f"{word!r} was said by something that is no task of a pool"
        if found == sorted(found, reverse=True):
            return None
        return (
            f"the tasks were handed out in the order {listed(found)}: a long one began late, and the others had ended"
        )

    return Criterion("the longest tasks were handed out first", miss)
