"""Finds queues, pipes, locks, pools, shared memory that were made before the block, with the names that they have."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from . import locks, marks, queueing, tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .log import Log

_POOLS = (("multiprocessing.pool", "Pool"), ("concurrent.futures.process", "ProcessPoolExecutor"))
_SHARED = {"multiprocessing.shared_memory", "multiprocessing.sharedctypes"}
_MODULES = {"multiprocessing.connection", *_SHARED}
_DEPTH = 2  # of lists in lists
_LONGEST = 100  # items of a list or dictionary that is looked through


def adopt(namespace: Mapping[str, object], log: Log) -> None:
    """Introduce to a block what was made before it.

    Only names, and what stands in lists, tuples and dictionaries that have a name, can be found. No attribute of the
    learner's own objects is looked at: that could run code.

    Parameters
    ----------
    namespace : mapping
        Names and values.
    log : Log
        Of this process.
    """
    if not _MODULES & sys.modules.keys():
        return
    ends = []
    for name, thing in _named(namespace):
        with suppress(Exception):  # closed, or half made
            if _is(thing, "multiprocessing.connection", "Connection", "PipeConnection"):
                ends.append((name, thing))
            else:
                _adopt_one(thing, log, name)
    with suppress(Exception):
        tasks.identify_unnamed(log)
    _adopt_pipes(ends, log)


def _adopt_one(thing: Any, log: Log, name: str) -> None:  # noqa: ANN401
    if _is(thing, "multiprocessing.queues", "Queue", "JoinableQueue", "SimpleQueue"):
        queueing.identify(thing, log, name)
    elif _is(thing, "multiprocessing.synchronize", "Event", "Condition", "Barrier"):
        locks.identify_group(thing, log, name)
        if hasattr(thing, "_lock"):
            locks.listen(thing)
    elif _is(thing, "multiprocessing.synchronize", "Lock", "RLock", "Semaphore", "BoundedSemaphore"):
        locks.identify(thing, log, name)
        locks.listen(thing)
    elif any(_is(thing, *kind) for kind in _POOLS):
        tasks.identify(thing, log, name)
    elif _is(thing, "multiprocessing.managers", "BaseProxy", "BaseManager"):
        from . import managing  # noqa: PLC0415 - seldom needed, as is the next

        managing.adopt(thing, log, name)
    elif _SHARED & sys.modules.keys():
        from . import sharing  # noqa: PLC0415

        sharing.adopt(thing, log, name)


def _is(thing: object, module: str, *names: str) -> bool:
    loaded = sys.modules.get(module)
    kinds = tuple(kind for name in names if (kind := getattr(loaded, name, None)) is not None)
    return isinstance(thing, kinds) and not isinstance(thing, type)


def _named(namespace: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    """Yield each thing once, under the first name that is not private."""
    seen: set[int] = set()
    for name, value in list(namespace.items()):
        if name.startswith("_"):  # also what IPython keeps of earlier cells
            continue
        for full, thing in _with_items(name, value):
            if id(thing) not in seen:
                seen.add(id(thing))
                yield full, thing


def _with_items(name: str, value: Any, depth: int = _DEPTH) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    if not depth or type(value) not in {list, tuple, dict}:
        yield name, value
    elif len(value) <= _LONGEST:
        items = value.items() if type(value) is dict else enumerate(value)
        for key, item in list(items):
            if type(key) in {str, int}:
                yield from _with_items(f"{name}[{key!r}]", item, depth - 1)


def _adopt_pipes(ends: list[tuple[str, Any]], log: Log) -> None:
    """Find out which ends belong together, and mark them, also an end whose partner is somewhere else."""
    waiting: dict[object, tuple[str, Any]] = {}
    for name, end in ends:
        key, partner = object(), None  # this system may not answer such a question
        with suppress(Exception):
            key, partner = next(_keys(end), (key, partner))
        if partner in waiting:
            _introduce([waiting.pop(partner), (name, end)], log)
        elif not (end.closed or _is_internal(end) or _has_address(end)):
            waiting[key] = (name, end)
    for alone in waiting.values():
        _introduce([alone], log)


def _keys(end: Any) -> Iterator[tuple[object, object]]:  # noqa: ANN401
    """Yield under which key this end can be found, and under which one its partner, if that can be known."""
    if end.closed:
        return
    mark = end.__dict__.get(marks.MARK)
    if mark is not None:  # of an earlier block
        root, _, side = mark[1].partition("/")
        if root[:1] != marks.INTERNAL:
            partner = {"0": "1", "1": "0"}.get(side) or not end.readable
            yield (mark[0], root, side or end.readable), (mark[0], root, partner)
    elif sys.platform != "win32":
        inode = os.fstat(end.fileno()).st_ino
        if not (end.readable and end.writable):  # both ends of a one-way pipe have the same inode
            yield (inode, end.readable), (inode, not end.readable)
        elif sys.platform == "linux":
            yield inode, _peer(inode)


def _is_internal(end: Any) -> bool:  # noqa: ANN401
    mark = end.__dict__.get(marks.MARK)
    return mark is not None and mark[1][:1] == marks.INTERNAL


def _has_address(end: Any) -> bool:  # noqa: ANN401
    """Tell whether a connection has been made by a listener and a client, which are not told of."""
    if sys.platform == "win32" or not (end.readable and end.writable):
        return False
    import socket  # noqa: PLC0415

    try:
        with socket.socket(fileno=os.dup(end.fileno())) as one:
            return bool(one.getsockname() or one.getpeername())
    except OSError:  # the other end is closed
        return False


def _peer(inode: int) -> int | None:
    """Ask Linux for the inode of the socket at the other end of a ``socketpair``: see sock_diag(7)."""
    import socket  # noqa: PLC0415 - seldom needed
    import struct  # noqa: PLC0415

    by_family, request, all_states, show_peer, peer = 20, 1, 0xFFFFFFFF, 4, 2
    query = struct.pack("=BBHIIIII", socket.AF_UNIX, 0, 0, all_states, inode, show_peer, 0xFFFFFFFF, 0xFFFFFFFF)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 4) as kernel:  # 4: NETLINK_SOCK_DIAG
        kernel.settimeout(1)
        kernel.send(struct.pack("=IHHII", 16 + len(query), by_family, request, 1, 0) + query)
        answer = kernel.recv(4096)
    if len(answer) < 32 or struct.unpack_from("=H", answer, 4)[0] != by_family:
        return None
    at = 32  # after both headers: attributes, each with length, type and value, padded to 4 bytes
    while at + 8 <= len(answer):
        length, kind, value = struct.unpack_from("=HHI", answer, at)
        if kind == peer:
            return int(value)
        at += max((length + 3) & ~3, 4)
    return None


def _introduce(ends: list[tuple[str, Any]], log: Log) -> None:
    identity = log.next_object()
    two_way = ends[0][1].writable and ends[0][1].readable
    for number, (_, end) in enumerate(ends):
        marks.set_mark(end, log, f"{identity}/{number}" if two_way else identity)
    with marks.quietly():
        alone = {"alone": True} if len(ends) == 1 else {}
        marks.made(log, identity, "Pipe", name=_name_of_pipe(*(name for name, _ in ends)), **alone)


def _name_of_pipe(one: str, other: str = "") -> str:
    if not other:
        return one
    whole = one.removesuffix("[0]")
    return whole if f"{whole}[1]" == other and whole != one else f"{one} \N{EN DASH} {other}"
