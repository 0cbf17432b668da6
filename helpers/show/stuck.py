"""Why nothing goes on: who waits for what, in one sentence.

The same words for a cell that was stopped, for an exercise that was, and for whoever asks a recording.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from helpers.ground.machinery import MACHINERY
from helpers.ground.words import plain
from helpers.record.names import steady_name
from helpers.record.snapshot import POOLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helpers.record.snapshot import Process, Snapshot, Wait

_FAILED = 3  # workers that have ended at once, from which on that is the cause
_MOST = 6  # processes that a sentence names
_NOWHERE: Mapping[str, object] = MappingProxyType({})

_WAITING = {
    "call": "waited for the answer to its call of {thing}, which lives in a manager",
    "task": "waited for a task",
    "flush": "waited until somebody reads what it has put into {thing}",
    "notify": "waited until all that waited for {thing} have woken up",
    "set": "waited until all that waited for {thing} have woken up",
}
"""What is said of one that waits, by operation; of all others that they ``waited in OPERATION for THING``."""


def sentence(
    snapshot: Snapshot, *, root: str = "the notebook", busy: bool | None = None, places: Mapping[str, object] = _NOWHERE
) -> str:
    """Return who is waiting for what at this moment.

    Parameters
    ----------
    snapshot : Snapshot
        What is known at this moment.
    root : str
        What to call the watching process.
    busy : bool, optional
        Whether the main thread of that has used the CPU, rather than slept. If nobody knows, the last sample decides.
    places : mapping
        Where processes are in their code, by id, as far as it is known.
    """
    tasks = {task.process: task.function for task in snapshot.tasks if task.end is None}
    waits = {wait.process: wait for wait in open_waits(snapshot) if not wait.thread}
    parts = []
    for process in _involved(snapshot):
        is_root = process.parent is None
        if process.id in waits:
            doing = _waiting(waits[process.id])
        else:
            doing = _working(process, tasks.get(process.id), busy if is_root else None)
        place = f" at {places[process.id]}" if process.id in places else ""
        parts.append(f"{root if is_root else steady_name(process)} {doing}{place}")
    if len(parts) > _MOST:
        parts[_MOST:] = [f"and {len(parts) - _MOST} more processes were running"]
    return "; ".join([*parts, *_ended_in_the_way(snapshot)])


def known_cause(snapshot: Snapshot) -> str:
    """Return why nothing goes on, if it is a mistake that is known by its waits; else an empty text."""
    return _joined_before_drained(snapshot) or "; ".join(_ended_in_the_way(snapshot))


def _joined_before_drained(snapshot: Snapshot) -> str:
    names = {process.name: process for process in snapshot.processes}
    flushing = {wait.process: wait.object for wait in open_waits(snapshot) if wait.operation == "flush"}
    for wait in open_waits(snapshot):
        joined = names.get(wait.object)
        if wait.operation == "join" and joined is not None and joined.id in flushing:
            return (
                f"you join before you drain: join() waits for the end of {steady_name(joined)}, which can't end before "
                f"somebody has taken its items out of {plain(flushing[joined.id])}. First get, then join"
            )
    return ""


def _ended_in_the_way(snapshot: Snapshot) -> list[str]:
    """Return who has ended and still keeps others from going on, and which pools have nobody left to work."""
    processes = {process.id: process for process in snapshot.processes}
    waits = open_waits(snapshot)
    wanted = {wait.object for wait in waits if processes[wait.process].ended is None}
    ended = {process.id: _ending(process) for process in snapshot.processes if process.ended is not None}
    found = [
        f"{ended[hold.process]} while it held {plain(hold.object)}"
        for hold in snapshot.holds
        if hold.end is None and hold.object in wanted and hold.process in ended
    ]
    gone = dict(_without_workers(snapshot))  # how its last workers ended does not matter then
    for wait in waits:
        if wait.object in wanted and wait.process in ended and wait.object not in gone:
            if wait.locked:
                what = f"the tasks of {plain(wait.object)}" if wait.operation == "task" else plain(wait.object)
                found.append(f"{ended[wait.process]} while it held the lock of {what}")
            elif wait.operation == "wait" and _wants_to_wake(snapshot, wait):
                found.append(f"{ended[wait.process]} while it waited for {plain(wait.object)}, and can't wake up")
    return [*dict.fromkeys(found), *gone.values()]


def _ending(process: Process) -> str:
    return f"{steady_name(process)} {'was killed' if (process.exit_code or 0) < 0 else 'ended'}"


def _wants_to_wake(snapshot: Snapshot, sleeper: Wait) -> bool:
    return any(wait.operation in {"notify", "set"} and wait.object == sleeper.object for wait in open_waits(snapshot))


def _without_workers(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield the pools and executors that are waited for though all of their workers have ended, and say so of each."""
    theirs = {(wait.object, wait.process) for wait in snapshot.waits if wait.operation == "task"}
    theirs |= {(task.object, task.process) for task in snapshot.tasks}
    workers = {process.id: process for process in snapshot.processes if process.role in POOLED}
    known = {process for _, process in theirs}
    for pool in dict.fromkeys(wait.object for wait in open_waits(snapshot) if wait.operation == "result"):
        may_work = [one for one in workers.values() if (pool, one.id) in theirs or one.id not in known]
        failed = [one for one in may_work if one.ended is not None and one.id not in known and one.exit_code]
        if not any(one.id in known for one in may_work) and len(failed) >= _FAILED:
            last = failed[-1]
            how = f"{steady_name(last)}: {last.outcome}"
            yield pool, f"the workers of {plain(pool)} end before they take a task ({how})"
        elif all(one.ended is not None for one in may_work):
            yield pool, f"{plain(pool)} has no living worker"


def open_waits(snapshot: Snapshot) -> list[Wait]:
    """Return the waits that have not ended."""
    return [wait for wait in snapshot.waits if wait.end is None]


def _involved(snapshot: Snapshot) -> Iterator[Process]:
    """Yield the watching process, and those living ones that the block has started itself."""
    for process in snapshot.processes:
        is_ours = process.parent is None or process.started > 0
        if is_ours and process.ended is None and process.role not in MACHINERY:
            yield process


def _waiting(wait: Wait) -> str:
    words = _WAITING.get(wait.operation, "waited in {operation} for {thing}")
    return words.format(operation=wait.operation, thing=plain(wait.object))


def _working(process: Process, task: str | None, busy: bool | None) -> str:
    if task is not None:
        return f"worked on {plain(task)}"
    if process.running is None:
        return "was still starting"
    was_running = bool(process.spans) and process.spans[-1].state == "running"
    return "was running" if (was_running if busy is None else busy) else "slept"
