"""A recording as a file: a page that replays it, or a trace for a viewer such as Perfetto."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.ground.facts import facts
from helpers.record.names import steady_name
from helpers.show import text
from helpers.show.frame import Encoder
from helpers.show.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.record.snapshot import Snapshot

_STATES, _WAITS, _TASKS, _MESSAGES = range(4)
_ROWS = {_STATES: "process", _WAITS: "waits", _TASKS: "tasks", _MESSAGES: "messages"}
_POINT = 1.0  # microseconds: an arrow begins and ends at a slice


def save(snapshot: Snapshot, file: str | os.PathLike[str], *, method: str | None = None) -> Path:
    """Write a recording to a file; one of this name is replaced, but only once the new one is whole.

    `helpers.watch.recording.Recording.save` tells what a file may be called, and what is raised.

    Parameters
    ----------
    snapshot : Snapshot
        The recording.
    file : str or path
        Its ending decides.
    method : str, optional
        The start method that the page's head names, by default this process's own.
    """
    path = Path(file)
    ending = path.suffix.lower()
    if ending not in {".html", ".json"}:
        raise ValueError(
            f"save() was given {os.fspath(file)!r}; the name must end in .html (a page that replays the recording) or "
            '.json (a trace for https://ui.perfetto.dev), for example: recording.save("run.html")'
        )
    if ending == ".html":
        content = page(_only_frame(snapshot, method), path.stem, text.whole(snapshot))
    else:
        content = json.dumps(chrome_trace(snapshot))
    _write(path, content)
    return path


def chrome_trace(snapshot: Snapshot) -> dict[str, Any]:
    """Return a recording in Chrome's trace event format, JSON object form; its times are microseconds.

    Each process has rows for what it did, its waits, its tasks and its messages. Messages are flow events, held locks
    are asynchronous events (they need not be nested), what a queue holds is a counter.

    The format: "Trace Event Format" by the Chromium project, which https://ui.perfetto.dev reads.
    """
    numbers = {process.id: number for number, process in enumerate(snapshot.processes, start=1)}
    return {
        "displayTimeUnit": "ms",
        "otherData": {"notes": list(snapshot.notes)},
        "traceEvents": [
            *_processes(snapshot, numbers),
            *_messages(snapshot, numbers),
            *_locks(snapshot, numbers),
            *(
                {"ph": "C", "pid": numbers[snapshot.processes[0].id], "ts": _us(time), "name": f"{thing.name}: items",
                 "args": {"items": level}}
                for thing in snapshot.objects for time, level in thing.levels
            ),
        ],
    }  # fmt: skip


def _processes(snapshot: Snapshot, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    end = snapshot.duration
    for process in snapshot.processes:
        pid = numbers[process.id]
        about = {"pid": process.pid, "role": process.role, "outcome": process.outcome, "runs": process.detail}
        yield {"ph": "M", "pid": pid, "name": "process_name", "args": {"name": steady_name(process)}}
        yield {"ph": "M", "pid": pid, "name": "process_sort_index", "args": {"sort_index": pid}}
        for row, name in _ROWS.items():
            yield {"ph": "M", "pid": pid, "tid": _tid(pid, row), "name": "thread_name", "args": {"name": name}}
        for span in process.spans:
            yield _slice(pid, _STATES, span.state, (span.start, span.end or end), about)
    for wait in snapshot.waits:
        if not wait.thread:  # other threads may wait at the same time, and slices of one row must be nested
            times, name = (wait.start, wait.end or end), f"{wait.operation} {wait.object}"
            yield _slice(numbers[wait.process], _WAITS, name, times, {"ended": wait.end is not None})
    for task in snapshot.tasks:
        about = {"pool": task.object, "job": task.job, "chunk": task.index, "items": task.items, "error": task.error}
        yield _slice(numbers[task.process], _TASKS, task.function, (task.start, task.end or end), about)
    for event in snapshot.events:
        if event.kind == "said":
            pid = numbers[event.process]
            yield {"ph": "i", "s": "t", "pid": pid, "tid": _tid(pid, _STATES), "ts": _us(event.time),
                   "name": event.text, "cat": "said"}  # fmt: skip


def _messages(snapshot: Snapshot, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, message in enumerate(snapshot.messages):
        about = {"text": message.text, "bytes": message.bytes, "error": message.error}
        flow = {"cat": "message", "name": message.object, "id": number}
        whole = message.sender is not None and message.receiver is not None and message.received is not None
        if message.sender is not None:
            pid = numbers[message.sender]
            yield _slice(pid, _MESSAGES, f"put {message.object}", (message.sent, message.sent), about)
            if whole:
                yield {"ph": "s", "pid": pid, "tid": _tid(pid, _MESSAGES), "ts": _us(message.sent), **flow}
        if message.receiver is not None and message.received is not None:
            pid = numbers[message.receiver]
            yield _slice(pid, _MESSAGES, f"get {message.object}", (message.received, message.received), about)
            if whole:
                yield {"ph": "f", "bp": "e", "pid": pid, "tid": _tid(pid, _MESSAGES), "ts": _us(message.received),
                       **flow}  # fmt: skip


def _locks(snapshot: Snapshot, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, hold in enumerate(snapshot.holds):
        same = {"cat": "lock", "name": f"holds {hold.object}", "id": f"lock-{number}", "pid": numbers[hold.process],
                "tid": _tid(numbers[hold.process], _STATES)}  # fmt: skip
        yield {"ph": "b", "ts": _us(hold.start), **same}
        yield {"ph": "e", "ts": _us(snapshot.duration if hold.end is None else hold.end), **same}


def _slice(pid: int, row: int, name: str, times: tuple[float, float], about: dict[str, Any]) -> dict[str, Any]:
    start, end = times
    length = max(_us(end) - _us(start), _POINT)
    return {"ph": "X", "pid": pid, "tid": _tid(pid, row), "ts": _us(start), "dur": length, "name": name, "args": about}


def _tid(pid: int, row: int) -> int:
    return pid * len(_ROWS) + row  # viewers take a thread's number to be unique on the machine


def _us(seconds: float) -> float:
    """Return microseconds in eighths, of which floats are exact sums: slices that touch must not seem to overlap."""
    return round(seconds * 8e6) / 8


def _only_frame(snapshot: Snapshot, method: str | None) -> dict[str, Any]:
    """Return a recording as a single frame, from which a picture can be drawn."""
    return Encoder(facts() | ({} if method is None else {"method": method})).frame(replace(snapshot, live=False))


def _write(path: Path, content: str) -> None:
    """Write a file in one go, so that a full disk does not cost what was there before."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(content, encoding="utf-8", errors="backslashreplace")
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
