"""One sentence: who was waiting for what."""

from __future__ import annotations

import linecache
from types import MappingProxyType
from typing import TYPE_CHECKING

from helpers.ground.machinery import MACHINERY
from helpers.ground.words import plain
from helpers.record.names import name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import FrameType

    from helpers.record.snapshot import Process, Snapshot, Wait

_MOST = 6  # processes that a sentence names


def sentence(
    snapshot: Snapshot | None,
    frame: FrameType | None,
    *,
    busy: bool,
    places: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Return who is waiting for what at this moment.

    Parameters
    ----------
    snapshot : Snapshot or None
        Of the block that is running; None if it is not watched.
    frame : frame or None
        Where this process's main thread is.
    busy : bool
        Whether that thread has used the CPU, rather than slept.
    places : mapping
        Where other processes are in their code, by their id in the recording, as far as it is known.
    """
    line = _line(frame)
    here = f" at line {line[0]}, {line[1]}" if line is not None else ""
    if snapshot is None:
        return f"the notebook was{here or ' busy'}"
    tasks = {task.process: task.function for task in snapshot.tasks if task.end is None}
    waits = {wait.process: wait for wait in snapshot.waits if wait.end is None and not wait.thread}
    parts = []
    for process in snapshot.processes:
        if process.ended is not None or process.role in MACHINERY:
            continue
        is_kernel = process.parent is None
        if not is_kernel and process.started == 0.0:  # not this cell's
            continue
        waiting = _waiting(waits.get(process.id))
        if is_kernel:
            parts.append(f"the notebook {waiting or ('was running' if busy else 'slept')}{here}")
        else:
            place = f" at {places[process.id]}" if process.id in places else ""
            parts.append(f"{name(process)} {waiting or _doing(process, tasks.get(process.id))}{place}")
    if len(parts) > _MOST:
        parts[_MOST:] = [f"and {len(parts) - _MOST} more processes were running"]
    return "; ".join(parts)


def _waiting(wait: Wait | None) -> str | None:
    if wait is None:
        return None
    if wait.operation == "task":
        return "waited for a task"
    if wait.operation == "flush":
        return f"waited until somebody reads what it has put into {plain(wait.object)}"
    return f"waited in {wait.operation} for {plain(wait.object)}"


def _doing(process: Process, task: str | None) -> str:
    if task is not None:
        return f"worked on {plain(task)}"
    if process.running is None:
        return "was still starting"
    return "was running" if process.spans and process.spans[-1].state == "running" else "slept"


def _line(frame: FrameType | None) -> tuple[int, str] | None:
    """Return number and text of the line of the cell that is being run."""
    while frame is not None:
        file = frame.f_code.co_filename
        if "ipykernel_" in file or file.startswith("<ipython-input"):
            text = linecache.getline(file, frame.f_lineno).strip()
            return frame.f_lineno, f"`{plain(text)}`"
        frame = frame.f_back
    return None
