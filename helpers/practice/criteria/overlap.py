"""Which child processes worked at the same time.

To live at the same time is not to work at the same time: who waits for a lock, for a message or for a task does not
work. So the stretches of work of a process are its life without its waits, and those of a pool's worker are its tasks.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.processes import workers
from helpers.practice.criteria.words import counted_processes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from helpers.practice.trial import Trial
    from helpers.record.snapshot import Process, Task, Wait

_Stretches = list[tuple[float, float]]

_EPSILON = 0.02  # seconds: two stretches of time that touch do not overlap
_DELAY = 0.5  # seconds by which a busy machine may hold up a process that wants to start its next child
_SHARE = 0.2  # of the time in which they could have worked together; serial work has next to nothing of it
_LOCKED = (
    "all the work is done while {} is held, and the others wait for it. "
    "Hold a lock only to change what is shared: see lesson 01"
)
_RESULTS = frozenset({"result", "get", "recv", "wait", "join"})  # waits of a program that wants something to be done


def most_at_once(stretches: Iterable[tuple[float, float]]) -> int:
    """Return how many of these stretches of time lie over each other at most.

    Parameters
    ----------
    stretches : iterable of (float, float)
        Start and end in seconds.
    """
    edges = [edge for start, end in stretches for edge in ((start, 1), (max(start, end - _EPSILON), -1))]
    most = now = 0
    for _time, step in sorted(edges):
        now += step
        most = max(most, now)
    return most


def together(work: Sequence[_Stretches], number: int = 2) -> float:
    """Return how long `number` of these worked at the same time, as a share of the time in which they could have.

    Parameters
    ----------
    work : sequence of list of (float, float)
        The stretches of work of each process, in seconds.
    number : int
        Two or more.
    """
    edges = sorted(edge for mine in work for start, end in mine for edge in ((start, 1), (end, -1)))
    now, before, joint = 0, 0.0, 0.0
    for time, step in edges:
        joint += time - before if now >= number else 0
        now, before = now + step, time
    lengths = sorted((sum(end - start for start, end in mine) for mine in work), reverse=True)
    possible = lengths[number - 1] if len(lengths) >= number else 0.0
    return joint / possible if possible else 0.0


def lifetimes(trial: Trial) -> _Stretches:
    """Return start and end of each worker process, in seconds."""
    return [(one.started, until(one.ended, trial)) for one in workers(trial)]


def until(end: float | None, trial: Trial) -> float:
    """Return `end`, or the end of the recording for what had none by then."""
    return trial.recording.duration if end is None else end


def lifetimes_as_meant(trial: Trial) -> _Stretches:
    """Return `lifetimes`, each up to `_DELAY` longer, until its parent waited for anything or asked for its end.

    On a busy machine a short child may be done before its parent gets round to starting the next one. The code has
    started them together all the same: nothing in it has waited in between.
    """
    found = []
    for one, (start, end) in zip(workers(trial), lifetimes(trial), strict=True):
        known = [e.time for e in trial.recording.events if e.kind == "reaped" and e.process == one.id]
        waited = [
            wait.end
            for wait in trial.recording.waits
            if wait.process == one.parent and not wait.thread and wait.end is not None and wait.end > start
        ]
        # most_at_once takes _EPSILON off again; the start of the next child asks for the end of this one, too
        found.append((start, max(end, min([end + _DELAY, *(time + _EPSILON for time in known + waited)]))))
    return found


def work(trial: Trial) -> list[_Stretches]:
    """Return when each worker worked: a pool's worker its tasks, any other its life; without its waits."""
    found = []
    for one in workers(trial):
        if one.role == "worker":
            mine = [] if one.running is None else [(one.running, until(one.ended, trial))]
        else:
            tasks = [task for task in trial.recording.tasks if task.process == one.id]
            mine = [(task.start, until(task.end, trial)) for task in tasks]
        found.append(_without(mine, _waits(one, trial)))
    return found


def _waits(process: Process, trial: Trial) -> _Stretches:
    """Return when the main thread of a process was blocked by others; a pause of its own stands for work."""
    waits = [one for one in trial.recording.waits if one.process == process.id and not one.thread]
    return [(one.start, until(one.end, trial)) for one in waits if one.operation != "flush"]


def _without(stretches: _Stretches, gaps: _Stretches) -> _Stretches:
    for start, end in gaps:
        stretches = [
            part
            for first, last in stretches
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return stretches


def in_lockstep(trial: Trial) -> str | None:
    """Return why tasks of a pool were never handed over together, in a sentence; None if two were.

    Tasks that one call hands over (``map``) belong together, even if a busy machine lets one worker do them all. Those
    of several calls do, if no result was waited for between the end of one and the start of the next.
    """
    tasks = sorted(trial.recording.tasks, key=lambda task: task.start)
    if len(tasks) < 2 or len({(task.object, task.job) for task in tasks}) < len(tasks):
        return None
    if not all(_waited_between(before, after, trial) for before, after in pairwise(tasks)):
        return None
    return (
        "each call waits for its result before the next task is handed over: never two tasks at once. "
        "Hand over all tasks first (map does), then take the results: see lesson 05"
    )


def _waited_between(before: Task, after: Task, trial: Trial) -> bool:
    if before.end is None or after.start < before.end:
        return False
    return any(
        one.operation in _RESULTS and one.end is not None and one.start <= before.end and before.end <= one.end
        and one.end <= after.start
        for one in trial.recording.waits
        if one.process not in {before.process, after.process}
    )  # fmt: skip


def overlapped(number: int = 2, goal: str = "they worked at the same time") -> Criterion:
    """Ask that this many child processes worked at the same time."""

    def miss(trial: Trial) -> str | None:
        there = workers(trial)
        if len(there) < 2:
            return "with fewer than two child processes, nothing can run at the same time"
        lock = lock_around_all(trial)
        if lock:
            return _never_two(trial) + _LOCKED.format(lock)
        pooled = any(one.role != "worker" for one in there)
        if pooled:
            return in_lockstep(trial)
        waited = [end - start > _EPSILON for one in there for start, end in _waits(one, trial)]
        if any(waited):
            most = max((n for n in range(2, number + 1) if together(work(trial), n) >= _SHARE), default=1)
        else:
            most = most_at_once(lifetimes_as_meant(trial))
        if most >= number:
            return None
        if most > 1:
            return f"at most {most} worked at the same time; {number} are asked for"
        return _why_not(trial)

    return Criterion(goal, miss)


def _why_not(trial: Trial) -> str:
    """Return why child processes did not work at the same time, in a sentence."""
    several = _never_two(trial)
    if most_at_once(lifetimes_as_meant(trial)) < 2:
        return f"{several}each was started when the one before had ended. Start all, then join all: see lesson 02"
    longest = max(_long_waits(trial), key=lambda one: until(one.end, trial) - one.start, default=None)
    if longest is not None and longest.operation == "acquire":
        return several + _LOCKED.format(longest.object)
    waited = f"one waited in {longest.operation} ({longest.object}) while another worked. " if longest else ""
    return f"{several}{waited}Hand out the work first, then take the results: see lesson 03"


def _never_two(trial: Trial) -> str:
    return f"{counted_processes(len(workers(trial)))} ran, but never two at the same time: "


def lock_around_all(trial: Trial) -> str:
    """Return the name of a lock under which nearly all processes did most of their work; else an empty text.

    On a busy machine they may be so far apart that nobody has to wait for it.
    """
    for name in {hold.object for hold in trial.recording.holds}:
        under = []
        for one, mine in zip(workers(trial), work(trial), strict=True):
            done = sum(end - start for start, end in mine)
            holds = [h for h in trial.recording.holds if h.process == one.id and h.object == name]
            free = _without(mine, [(h.start, until(h.end, trial)) for h in holds])
            under.append(done > _EPSILON / 2 and sum(end - start for start, end in free) < done / 2)
        if sum(under) > 1 and sum(under) >= len(under) - 1:
            return name
    return ""


def _long_waits(trial: Trial) -> list[Wait]:
    """Return the waits of child processes that are worth a word, those of a pool's worker for a task left out."""
    mine = {one.id for one in workers(trial)}
    return [
        one
        for one in trial.recording.waits
        if one.process in mine
        and not one.thread
        and one.operation not in {"flush", "task"}
        and until(one.end, trial) - one.start > _EPSILON
    ]


def at_most_at_once(number: int) -> Criterion:
    """Ask that never more than this many child processes were alive at the same time."""

    def miss(trial: Trial) -> str | None:
        most = most_at_once(lifetimes(trial))
        return f"{most} child processes ran at the same time; at most {number} may" if most > number else None

    return Criterion(f"never more than {number} ran at the same time", miss)


def one_after_the_other() -> Criterion:
    """Ask that child processes were never alive at the same time."""

    def miss(trial: Trial) -> str | None:
        if most_at_once(lifetimes(trial)) > 1:
            return "two child processes ran at the same time; the second was to wait for the end of the first"
        return None

    return Criterion("they ran one after the other", miss)
