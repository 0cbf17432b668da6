"""Finds queues, pipes and locks that were made before the block, with the names that they have."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from helpers.trace import locks, marks, queueing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from helpers.trace.log import Log

_LONGEST = 100  # items of a list or dictionary that is looked through


def adopt(namespace: Mapping[str, object], log: Log) -> None:
    """Introduce to a block what was made before it.

    Only names, and what stands in a list, tuple or dictionary that has a name, can be found. No attribute of the
    learner's own objects is looked at: that could run code.

    Parameters
    ----------
    namespace : mapping
        Names and values.
    log : Log
        Of this process.
    """
    if "multiprocessing.connection" not in sys.modules:
        return
    ends = []
    for name, thing in _named(namespace):
        with suppress(Exception):  # closed, or half made
            if _is(thing, "multiprocessing.connection", "Connection", "PipeConnection"):
                ends.append((name, thing))
            elif _is(thing, "multiprocessing.queues", "Queue", "JoinableQueue", "SimpleQueue"):
                queueing.identify(thing, log, name)
            elif _is(thing, "multiprocessing.synchronize", "Event", "Condition", "Barrier"):
                locks.identify_group(thing, log, name)
            elif _is(thing, "multiprocessing.synchronize", "Lock", "RLock", "Semaphore", "BoundedSemaphore"):
                locks.identify(thing, log, name)
    _adopt_pipes(ends, log)


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


def _with_items(name: str, value: object) -> Iterable[tuple[str, object]]:
    if type(value) in {list, tuple} and len(value) <= _LONGEST:  # type: ignore[arg-type]
        return [(f"{name}[{n}]", item) for n, item in enumerate(value)]  # type: ignore[arg-type,var-annotated]
    if type(value) is dict and len(value) <= _LONGEST:
        return [(f"{name}[{key!r}]", item) for key, item in value.items() if type(key) in {str, int}]
    return [(name, value)]


def _adopt_pipes(ends: list[tuple[str, Any]], log: Log) -> None:
    """Find out which ends belong together, and mark them.

    Ends that a block has marked before say so. Of others, the ends of a one-way pipe have the same inode on Linux, and
    ``socketpair``, from which a two-way pipe is made, gives its two sockets inodes one after the other.
    """
    waiting: dict[object, tuple[str, Any]] = {}
    for name, end in ends:
        for key, partner in _keys(end):
            if partner in waiting:
                _introduce([waiting.pop(partner), (name, end)], log)
                break
            waiting[key] = (name, end)


def _keys(end: Any) -> Iterator[tuple[object, object]]:  # noqa: ANN401
    """Yield under which key this end can be found, and under which one its partner."""
    if end.closed:
        return
    mark = end.__dict__.get(marks.MARK)
    if mark is not None:
        root, _, side = mark[1].partition("/")
        if root[:1] != marks.INTERNAL:
            partner = {"0": "1", "1": "0"}.get(side) or not end.readable
            yield (mark[0], root, side or end.readable), (mark[0], root, partner)
    elif sys.platform != "win32":
        with suppress(OSError):
            inode = os.fstat(end.fileno()).st_ino
            if end.readable and end.writable:
                yield inode, inode + 1
                yield inode, inode - 1
            else:
                yield (inode, end.readable), (inode, not end.readable)


def _introduce(ends: list[tuple[str, Any]], log: Log) -> None:
    identity = log.next_object()
    two_way = ends[0][1].writable and ends[0][1].readable
    for number, (_, end) in enumerate(ends):
        marks.set_mark(end, log, f"{identity}/{number}" if two_way else identity)
    with marks.quietly():
        marks.made(log, identity, "Pipe", name=" \N{EN DASH} ".join(name for name, _ in ends))
