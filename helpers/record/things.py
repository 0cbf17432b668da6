"""Shared objects: queues, pipes, locks, pools, ... with their names, and how much is under way in them."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from helpers.record.names import Namer
from helpers.record.snapshot import NAMED, SHARED, Shared
from helpers.trace.marks import BY_INODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Curve = tuple[tuple[float, int], ...]
"""How many messages were under way, from which time on."""


@dataclass(slots=True)
class Thing:
    """A shared object while the block runs."""

    kind: str
    name: str
    named: bool
    capacity: int | None = None
    is_early: bool = False  # made before the block: processes that tell nothing may use it, too
    is_alone: bool = False  # a pipe from before the block; nobody knows where its other end is
    is_signal: bool = False  # a semaphore that some acquire and others release: nobody holds it
    level: int = 0  # of a queue or pipe: how many messages are under way
    highest: int = 0  # since somebody looked
    changed: float | None = None  # when, since somebody looked
    bytes: int | None = None  # of shared memory, as are the rest
    address: str | None = None
    is_new: bool = False  # made in the block
    unlinked: float | None = None
    unlinker: str | None = None


class Things:
    """The shared objects of one block, in the order in which they were first heard of.

    Parameters
    ----------
    when_renamed : callable
        Called when an object gets another name than it had.
    is_unseen : callable
        Tells whether there was a process after this time that was started before the block, and tells nothing.
    """

    def __init__(self, when_renamed: Callable[[], None], is_unseen: Callable[[float], bool]) -> None:
        self._when_renamed = when_renamed
        self._is_unseen = is_unseen
        self._namer = Namer()
        self._before: dict[str, dict[str, Any]] = {}  # what was made before the block, until somebody uses it
        self._things: dict[str, Thing] = {}
        self._locks: dict[str, str] = {}  # conditions that have a lock of their own, by its id
        self._names: dict[str, str] = {}  # by id, also of a pipe's ends
        self._found: dict[str, Thing] = {}  # the same
        self._shared: tuple[Shared, ...] | None = ()

    def made(self, event: Mapping[str, Any]) -> None:
        """Take in that an object is there: see `helpers.trace.log`, kind ``made``."""
        identity = str(event["o"])
        self._found.clear()
        lock = event.get("lock")
        if lock is not None and lock not in self._things and lock not in self._before:
            self._locks[str(lock)] = identity
        if self._locks.pop(identity, None) is not None:  # it is a lock that the program has given to a condition
            self._names.clear()
            self._when_renamed()
        if "name" in event and identity not in self._things:
            self._before[identity] = dict(event)
            return
        kind = str(event["type"])
        known = self._things.get(identity)
        if known is not None and known.kind in SHARED and kind not in SHARED:
            kind = known.kind  # it is the lock of a value or array, of which another process has told
        found = event.get("name") or self._namer.name(kind, event.get("at"))
        thing = self._get(identity, kind, found)
        self._shared = None
        thing.capacity = event.get("cap", thing.capacity)
        thing.is_signal |= event.get("value") == 0
        thing.is_new |= "name" not in event
        self._measure(thing, event)
        if thing.kind != kind:  # it was heard of before it was introduced
            thing.kind = kind
            if not (thing.named or found):
                self._rename(thing, self._namer.number(kind))
        if found is not None and not thing.named:
            thing.named = True
            self._rename(thing, self._namer.unique(found))

    def _measure(self, thing: Thing, event: Mapping[str, Any]) -> None:
        thing.bytes = event.get("bytes", thing.bytes)
        thing.address = event.get("address", thing.address)

    def attached(self, identity: str, event: Mapping[str, Any]) -> None:
        """Take in that a process has shared memory: see `helpers.trace.log`, kind ``attached``."""
        thing = self._get(identity, str(event.get("type", "")))
        if thing.bytes is None:  # its maker knows better: a system may round it up
            self._shared = None
            self._measure(thing, event)

    def unlinked(self, identity: str, process: str, time: float) -> None:
        """Take in that a process has unlinked a block of shared memory."""
        thing = self._get(identity, "SharedMemory")
        if thing.unlinked is None:
            self._shared = None
            thing.unlinked, thing.unlinker = time, process

    def kind(self, identity: str) -> str:
        """Return the class of an object."""
        return self._get(identity).kind

    def _rename(self, thing: Thing, name: str) -> None:
        thing.name = name
        self._names.clear()
        self._when_renamed()

    def _get(self, identity: str, kind: str = "", name: str | None = None) -> Thing:
        root = identity.partition("/")[0]  # the ends of a pipe are "0:1/0" and "0:1/1"
        root = self._locks.get(root, root)
        thing = self._things.get(root)
        if thing is None:
            is_early = root in self._before or root[:1] == BY_INODE
            before = self._before.pop(root, {"type": kind or "Pipe", "name": name})
            kind, name = str(before["type"]), before["name"]
            shown = self._namer.number(kind) if name is None else self._namer.unique(str(name))
            thing = self._things[root] = Thing(
                kind,
                shown,
                named=name is not None,
                capacity=before.get("cap"),
                is_early=is_early,
                is_alone=bool(before.get("alone")),
                bytes=before.get("bytes"),
                address=before.get("address"),
            )
            self._shared = None
        return thing

    def name(self, identity: str) -> str:
        """Return an object's name; one that nobody has introduced yet gets one here."""
        name = self._names.get(identity)
        if name is None:
            name = self._names[identity] = self._get(identity).name
        return name

    def is_pipe(self, identity: str) -> bool:
        """Tell whether an object is a bare pipe, rather than what is built of one."""
        return self._get(identity).kind == "Pipe"

    def is_signal(self, identity: str) -> bool:
        """Tell whether an object is a semaphore that nobody holds: who acquires it waits for somebody's release."""
        return self._get(identity).is_signal

    def found_released_by_others(self, identity: str) -> bool:
        """Take in that an object was released by a process that does not hold it; tell whether it is a signal."""
        thing = self._get(identity)
        thing.is_signal |= "Semaphore" in thing.kind
        return thing.is_signal

    def may_pass_unseen(self, identity: str, time: float) -> bool:
        """Tell whether a process that tells nothing may have received from an object, or sent through it."""
        thing = self._get(identity)
        return thing.is_alone or (thing.is_early and self._is_unseen(time))

    # --- what is under way in them ------------------------------------------------------------------------------

    def step(self, identity: str, time: float, step: int) -> None:
        """Count what is under way, as far as it is known now; the finished recording counts anew, in order."""
        thing = self._found.get(identity)
        if thing is None:
            thing = self._found[identity] = self._get(identity)
        thing.level += step
        if thing.level > thing.highest:  # noqa: PLR1730 - of each message twice
            thing.highest = thing.level
        thing.changed = time

    def take_levels(self) -> Iterator[tuple[int, Curve]]:
        """Yield what has changed since the last call: an object's place in `shared`, and one or two points."""
        for place, (identity, thing) in enumerate(self._things.items()):
            if thing.changed is not None and not self.may_pass_unseen(identity, thing.changed):
                # The highest, too: what came and went between two looks would not be seen.
                points = ((thing.changed, thing.highest), (thing.changed, thing.level))
                yield place, points if thing.highest != thing.level else points[:1]
                thing.changed, thing.highest = None, thing.level

    def shared(self) -> tuple[Shared, ...]:
        """Return them as plain data, without their levels."""
        if self._shared is None:
            self._shared = tuple(map(_frozen, self._things.values()))
        return self._shared

    def shared_with(self, levels: Mapping[str, Curve]) -> tuple[Shared, ...]:
        """Return them as plain data, with these levels, by id."""
        return tuple(
            replace(one, levels=levels.get(identity, ()))
            for identity, one in zip(self._things, self.shared(), strict=True)
        )


def _frozen(thing: Thing) -> Shared:
    stays = thing.is_new and thing.unlinked is None and thing.kind in NAMED and sys.platform != "win32"
    return Shared(thing.name, thing.kind, thing.capacity, (), thing.bytes, thing.address, thing.unlinked,
                  thing.unlinker, left_behind=stays)  # fmt: skip
