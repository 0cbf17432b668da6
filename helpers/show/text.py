"""The recording as text, for the saved notebook, screen readers, terminals and tests."""

from __future__ import annotations

import signal
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from helpers.ground.machinery import MACHINERY
from helpers.ground.words import plain
from helpers.record.names import steady_name
from helpers.record.snapshot import NAMED, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.record.snapshot import Call, Message, Process, Shared, Snapshot

_SUMMARY_LINES = 500
_USERS = 4  # that a line names


def tree(recording: Snapshot) -> str:
    """Return who asked for whom: names and exit codes, no pids and no times.

    Names that carry the start method lose it (``SpawnPoolWorker-1`` becomes ``PoolWorker-1``), and the processes
    that multiprocessing starts for itself are left out, so the text is the same under every start method.
    """
    (_, root), *others = branches(recording)
    lines = [plain(root.name) if root.ended is None else f"{plain(root.name)} · {root.outcome}"]
    lines += [f"{branch} {steady_name(process)} · {steady_outcome(process)}" for branch, process in others]
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
        f"{steady_name(process)}: {line}" for process in recording.processes for line in map(plain, said[process.id])
    )


def messages(recording: Snapshot) -> str:
    """Return what was sent and what was called of a manager, a line each, in order of sending.

    For example ``producer -> tasks -> worker-1: {'n': 1} (waited 2.3 ms)``, or, of a call,
    ``worker-1 -> totals -> SyncManager: append(3) -> None (0.2 ms)``.
    """
    names = {process.id: steady_name(process) for process in recording.processes}
    sent = [(one.sent, _message(one, names)) for one in recording.messages]
    called = [(one.start, _call(one, names)) for one in recording.calls]
    return "\n".join(line for _, line in sorted(sent + called, key=lambda each: each[0]))


def _message(one: Message, names: dict[str, str]) -> str:
    return (
        f"{_who(one.sender, names, 'somebody')} -> {plain(one.object)} -> "
        f"{_who(one.receiver, names, 'unseen' if one.unseen else 'nobody')}: "
        f"{plain(one.text) or '(unknown)'} ({_fate(one)})"
    )


def _call(one: Call, names: dict[str, str]) -> str:
    answer = plain(one.error or one.answer) if one.end is not None else "not answered"
    took = "" if one.end is None else f" ({(one.end - one.start) * 1000:.1f} ms)"
    return (
        f"{_who(one.process, names, 'somebody')} -> {plain(one.object)} -> {_who(one.server, names, 'a manager')}: "
        f"{plain(one.text)} -> {answer}{took}"
    )


def shared_memory(recording: Snapshot, *, named: bool = False) -> str:
    """Return which shared memory there was, a line each, in the order in which somebody had it.

    For example ``image · SharedMemory, 4,096 bytes · made by main process · also in worker-1, worker-2 · unlinked by
    main process``. There is no name in it that the system has made, and no time: it is the same in every run.

    Parameters
    ----------
    recording : Snapshot
        What happened.
    named : bool
        Leave out values and arrays, which nobody can leave behind.
    """
    wanted = NAMED if named else SHARED
    names = {process.id: steady_name(process) for process in recording.processes}
    since = {each.object: each.start for each in reversed(recording.attachments)}
    blocks = sorted((one for one in recording.objects if one.kind in wanted), key=lambda one: since.get(one.name, 0.0))
    return "\n".join(_block(one, recording, names) for one in blocks)


def _block(one: Shared, recording: Snapshot, names: dict[str, str]) -> str:
    mine = [each for each in recording.attachments if each.object == one.name]
    makers = {each.process for each in mine if each.made}
    users = {each.process for each in mine} - makers
    others = [names[process] for process in names if process in users]
    if len(others) > _USERS:
        others[_USERS:] = [f"{len(others) - _USERS} more"]
    parts = [
        f"{plain(one.name)} · {one.kind}, {one.bytes or 0:,} bytes",
        *(f"made by {_who(process, names, 'somebody')}" for process in sorted(makers)),
        f"{'also in' if makers else 'in'} {', '.join(others)}" if others else "",
        "" if one.unlinked is None else f"unlinked by {_who(one.unlinker, names, 'somebody')}",
        "left behind: nobody has unlinked it" if one.left_behind and not recording.live else "",
    ]
    return " · ".join(filter(None, parts))


def futures(recording: Snapshot) -> str:
    """Return what became of what each executor was given, a line each.

    For example ``executor · 12 futures: 10 done, 1 failed, 1 cancelled``.
    """
    lines = []
    for executor in recording.objects:
        found = Counter(one.outcome or "not done" for one in recording.futures if one.object == executor.name)
        if found:
            parts = [f"{found[word]} {word}" for word in ("done", "failed", "cancelled", "not done") if found[word]]
            number = found.total()
            lines.append(f"{plain(executor.name)} · {number} future{'s'[: number > 1]}: {', '.join(parts)}")
    return "\n".join(lines)


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
    """Return all of the recording that can be told in words: tree, transcript, messages, shared memory, futures."""
    parts = [
        tree(recording), transcript(recording), messages(recording), shared_memory(recording), futures(recording)
    ]  # fmt: skip
    return "\n\n".join(filter(None, parts))


def summary(recording: Snapshot) -> str:
    """Return the tree; below it shared memory that can be left behind, and the beginning of the transcript."""
    lines = transcript(recording).splitlines()
    if len(lines) > _SUMMARY_LINES:  # a notebook keeps what it shows
        more = len(lines) - _SUMMARY_LINES
        lines[_SUMMARY_LINES:] = [f"... and {more} more lines: recording.transcript() has them"]
    parts = [tree(recording), shared_memory(recording, named=True), "\n".join(lines)]
    return "\n\n".join(filter(None, parts))


def steady_outcome(process: Process) -> str:
    """Return the outcome, the same in every run.

    A pool that is terminated asks its workers to end and sends SIGTERM to whoever has not ended by then (CPython,
    ``Pool._terminate_pool``); which of the two comes first is a race, and neither is a failure.
    """
    if process.role == "pool worker" and process.exit_code in {0, -signal.SIGTERM}:
        return "ended"
    return process.outcome
