"""Why an answer did not end, in a sentence, as far as its recording tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.practice.criteria.processes import workers
from helpers.practice.criteria.words import listed, names, were
from helpers.show import text

if TYPE_CHECKING:
    from helpers.practice.trial import Trial
    from helpers.record.snapshot import Process, Snapshot, Wait

_WORKING = 8.0  # percent of a CPU; to look at its children costs a program that only waits less
_MOST = 5  # waits that a sentence names


def stuck(trial: Trial) -> str:
    """Return why an answer did not end by its deadline."""
    first = f"it did not end within {trial.seconds:g} s and was stopped"
    if trial.snapshot is None:
        return first
    known = _join_before_drain(trial.snapshot)
    return "; ".join([first, known] if known else [first, _blocked(trial) or _alive(trial)])


def _open_waits(snapshot: Snapshot) -> list[Wait]:
    return [wait for wait in snapshot.waits if wait.end is None]


def _join_before_drain(snapshot: Snapshot) -> str:
    by_name = {process.name: process for process in snapshot.processes}
    flushing = {wait.process: wait.object for wait in _open_waits(snapshot) if wait.operation == "flush"}
    for wait in _open_waits(snapshot):
        joined = by_name.get(wait.object)
        if wait.operation == "join" and joined is not None and joined.id in flushing:
            return (
                f"you join before you drain: join() waits for the end of {text.name(joined)}, which can't end before "
                f"somebody has taken its items out of {flushing[joined.id]}. First get, then join"
            )
    return ""


def _blocked(trial: Trial) -> str:
    by_id = {process.id: process for process in trial.recording.processes}
    told = [
        f"{text.name(by_id[wait.process])} waited in {wait.operation}() for {text.plain(wait.object)}"
        for wait in _open_waits(trial.recording)
        if wait.process in by_id and wait.operation != "task"
    ]
    if told:
        told = list(dict.fromkeys([*told, *_still_running(trial)]))
    return listed(told[:_MOST])


def _alive(trial: Trial) -> str:
    left = _still_running(trial)
    if left:
        return left[0]
    if _is_busy(trial.recording.processes[0]):
        return "main() was busy all the time: does a loop never end?"
    return "main() waited for something that never came"


def _still_running(trial: Trial) -> list[str]:
    left = [process for process in workers(trial) if process.ended is None]
    return [f"{names(left)} {were(len(left))} still running"] if left else []


def _is_busy(process: Process) -> bool:
    """Tell whether a process worked in the end; on a busy machine it gets little of a CPU for that."""
    last = [use.cpu for use in process.use[len(process.use) // 2 :]]
    working = bool(last) and sum(last) / len(last) > _WORKING
    return working or (bool(process.spans) and process.spans[-1].state == "running")
