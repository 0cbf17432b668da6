"""The recording as text, for the saved notebook, screen readers, terminals and tests."""

from __future__ import annotations

import signal
from collections import defaultdict
from typing import TYPE_CHECKING

from helpers.ground.machinery import MACHINERY
from helpers.ground.words import plain
from helpers.record.names import name
from helpers.record.snapshot import outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.record.snapshot import Message, Process, Snapshot

__all__ = ["messages", "name", "outcome", "plain", "summary", "transcript", "tree", "whole"]

_SUMMARY_LINES = 500


def tree(recording: Snapshot) -> str:
    """Return who asked for whom: names and exit codes, no pids and no times.

    Names that carry the start method lose it (``SpawnPoolWorker-1`` becomes ``PoolWorker-1``), and the processes
    that multiprocessing starts for itself are left out, so the text is the same under every start method.
    """
    (_, root), *others = branches(recording)
    lines = [plain(root.name) if root.ended is None else f"{plain(root.name)} · {root.outcome}"]
    lines += [f"{branch} {name(process)} · {steady_outcome(process)}" for branch, process in others]
    return "\n".join(lines)


def branches(recording: Snapshot) -> Iterator[tuple[str, Process]]:
    """Yield each process of the tree with the lines that lead to it; the first is the root, without any."""
    children = defaultdict(list)
    for process in recording.processes:
        if process.role not in MACHINERY and process.parent is not None:
            children[process.parent].append(process)
    root = next(process for process in recording.processes if process.parent is None)
    yield "", root
    yield from _branches(root.id, children, "")


def _branches(parent: str, children: dict[str, list[Process]], indent: str) -> Iterator[tuple[str, Process]]:
    family = children.get(parent, [])
    for process in family:
        last = process is family[-1]
        yield f"{indent}{'└─' if last else '├─'}", process
        yield from _branches(process.id, children, indent + ("   " if last else "│  "))


def transcript(recording: Snapshot) -> str:
    """Return what each process said, a line each, grouped by process in the order of their start."""
    said = defaultdict(list)
    for event in recording.events:
        if event.kind == "said":
            said[event.process].append(event.text)
    return "\n".join(
        f"{name(process)}: {line}" for process in recording.processes for line in map(plain, said[process.id])
    )


def messages(recording: Snapshot) -> str:
    """Return what was sent, a line each, in order of sending.

    For example ``producer -> tasks -> worker-1: {'n': 1} (waited 2.3 ms)``.
    """
    names = {process.id: name(process) for process in recording.processes}
    return "\n".join(
        f"{_who(one.sender, names, 'somebody')} -> {plain(one.object)} -> "
        f"{_who(one.receiver, names, 'unseen' if one.unseen else 'nobody')}: "
        f"{plain(one.text) or '(unknown)'} ({_fate(one)})"
        for one in recording.messages
    )


def _who(process: str | None, names: dict[str, str], unknown: str) -> str:
    return unknown if process is None else names.get(process, "somebody")


def _fate(message: Message) -> str:
    if message.error is not None:
        return f"not sent: {plain(message.error)}"
    if message.unseen:
        return "who may have it can't be seen"
    if message.waited is None:
        return "not received"
    return f"waited {message.waited * 1000:.1f} ms"


def whole(recording: Snapshot) -> str:
    """Return all of the recording that can be told in words: tree, transcript, messages."""
    return "\n\n".join(filter(None, [tree(recording), transcript(recording), messages(recording)]))


def summary(recording: Snapshot) -> str:
    """Return the tree and, if somebody said something, the beginning of the transcript below it."""
    lines = transcript(recording).splitlines()
    if len(lines) > _SUMMARY_LINES:  # a notebook keeps what it shows
        more = len(lines) - _SUMMARY_LINES
        lines[_SUMMARY_LINES:] = [f"... and {more} more lines: recording.transcript() has them"]
    return "\n\n".join(filter(None, [tree(recording), "\n".join(lines)]))


def steady_outcome(process: Process) -> str:
    """Return the outcome, the same in every run.

    A pool that is terminated asks its workers to end and sends SIGTERM to whoever has not ended by then (CPython,
    ``Pool._terminate_pool``); which of the two comes first is a race, and neither is a failure.
    """
    if process.role == "pool worker" and process.exit_code in {0, -signal.SIGTERM}:
        return "ended"
    return process.outcome
