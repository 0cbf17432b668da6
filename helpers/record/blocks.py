"""Shared memory: who has made it, who had it from when to when, who has unlinked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.record.ledger import Ledger
from helpers.record.snapshot import SHARED, Attachment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helpers.record.things import Things


@dataclass(slots=True)
class _Open:
    """A process's stretch with a block, in which it can have it several times."""

    number: int
    process: str
    object: str
    start: float
    made: bool = False
    times: int = 1
    end: float | None = None


class Blocks:
    """Who had which shared memory.

    Parameters
    ----------
    things : Things
        The shared objects of the block.
    """

    def __init__(self, things: Things) -> None:
        self.ledger: Ledger[_Open, Attachment] = Ledger(
            lambda one: Attachment(one.process, things.name(one.object), one.start, one.end, one.made)
        )
        self._things = things
        self._open: dict[tuple[str, str], _Open] = {}  # the newest, by process and object
        self._early: dict[str, str] = {}  # who has told of what was made before the watched block, until it is used
        self._used: set[str] = set()

    def made(self, process: str, event: Mapping[str, Any], time: float) -> None:
        """Take in that a process has made shared memory, or has had it before; anything else is not of interest."""
        if "bytes" not in event:
            return
        identity = str(event["o"])
        if "name" in event and identity not in self._used:
            self._early[identity] = process
        elif "name" in event:
            self._begin(process, identity, 0.0)
        else:
            one = self._begin(process, identity, time)
            one.made, one.times = True, 0  # it says next that it has it

    def attached(self, process: str, event: Mapping[str, Any], time: float) -> None:
        """Take in that a process has shared memory now, perhaps once more."""
        identity = str(event["o"])
        self._things.attached(identity, event)
        self._use(identity)
        one = self._open.get((process, identity))
        if one is None or one.end is not None:
            self._begin(process, identity, time)
        else:
            one.times += 1

    def closed(self, process: str, event: Mapping[str, Any], time: float) -> None:
        """Take in that a process has closed one of its handles."""
        identity = str(event["o"])
        self._use(identity)
        one = self._open.get((process, identity))
        if one is not None and one.end is None:
            one.times -= 1
            if one.times <= 0:
                one.end = time
                self.ledger.touch(one)

    def unlinked(self, process: str, event: Mapping[str, Any], time: float) -> None:
        """Take in that a process has unlinked a block."""
        identity = str(event["o"])
        self._use(identity)
        self._things.unlinked(identity, process, time)

    def held(self, holds: Iterable[tuple[str, str, float]]) -> None:
        """Take in who has held which lock since when: that of a value is a part of it, so they have it.

        Parameters
        ----------
        holds : iterable of (str, str, float)
            Process, object and time.
        """
        for process, identity, time in holds:
            if (process, identity) not in self._open and self._things.kind(identity) in SHARED:
                self._use(identity)
                if (process, identity) not in self._open:
                    self._begin(process, identity, time)

    def _use(self, identity: str) -> None:
        """Tell of what was there before the watched block, now that somebody uses it."""
        self._used.add(identity)
        owner = self._early.pop(identity, None)
        if owner is not None and (owner, identity) not in self._open:
            self._begin(owner, identity, 0.0)

    def _begin(self, process: str, identity: str, time: float) -> _Open:
        known = self._open.get((process, identity))
        if known is not None and known.end is None:
            return known
        one = _Open(len(self.ledger.items), process, identity, time)
        if self.ledger.has_room():
            self.ledger.add(one)
            self._open[process, identity] = one
        return one
