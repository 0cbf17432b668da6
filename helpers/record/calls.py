"""Calls to managers: who asked for what, when the manager began with it, and when it answered.

Caller and manager tell of a call apart. What they tell belongs together if it is the same method of the same object,
and the manager's part lies within the caller's. Where that fits several callers, the one that was answered first is
taken: so each finds its part, if all can.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from helpers.record import ledger
from helpers.record.ledger import Ledger
from helpers.record.snapshot import Call

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.record.tail import Record
    from helpers.record.things import Things

_Key = tuple[str, int]
"""An object's id, and the checksum of a method's name."""


@dataclass(slots=True)
class _Part:
    """A manager's part in a call."""

    server: str
    key: _Key
    asked: float
    answered: float | None = None


@dataclass(slots=True)
class _Open:
    """A call while it is being recorded."""

    number: int
    process: str
    object: str
    text: str
    start: float
    key: _Key
    end: float | None = None
    answer: str = ""
    error: str | None = None
    part: _Part | None = None


class Calls:
    """The calls to managers of one block.

    Parameters
    ----------
    things : Things
        The shared objects of the block.
    """

    def __init__(self, things: Things) -> None:
        self.ledger: Ledger[_Open, Call] = Ledger(self._freeze)
        self._things = things
        self._servers: dict[str, str] = {}  # by what ids of their objects begin with
        self._open: dict[tuple[str, int], _Open] = {}  # by process and thread
        self._working: dict[tuple[str, int], _Part] = {}
        self._parts: list[_Part] = []
        self._alone: dict[_Key, list[_Open]] = defaultdict(list)  # calls without their managers' part
        self._new: list[_Part] = []  # parts without their call

    # --- what processes tell ------------------------------------------------------------------------------------

    def serves(self, process: str, event: Mapping[str, object]) -> None:
        """Take in which process is the manager of which objects."""
        self._servers[str(event["m"])] = str(event.get("p", process))

    def begin(self, record: Record, time: float, target: str) -> None:
        """Take in that a thread is about to call."""
        if self.ledger.has_room():
            key = (target, record.checksum)
            call = _Open(len(self.ledger.items), record.process, target, record.text, time, key)
            self.ledger.add(call)
            self._open[record.process, record.thread] = call
            self._alone[key].append(call)

    def end(self, record: Record, time: float, _: str) -> None:
        """Take in that it has the answer."""
        call = self._open.pop((record.process, record.thread), None)
        if call is not None:
            call.end = time
            call.answer, call.error = ("", record.text) if record.number else (record.text, None)
            self.ledger.touch(call)

    def asked(self, record: Record, time: float, target: str) -> None:
        """Take in that a thread of a manager has got a request."""
        if len(self._parts) < ledger.LIMIT:
            part = _Part(record.process, (target, record.checksum), time)
            self._working[record.process, record.thread] = part
            self._parts.append(part)
            self._new.append(part)

    def answered(self, record: Record, time: float, _: str) -> None:
        """Take in that it answers."""
        part = self._working.pop((record.process, record.thread), None)
        if part is not None:
            part.answered = time

    # --- what belongs together ----------------------------------------------------------------------------------

    def match(self, *, final: bool = False) -> None:
        """Find the calls to which managers' parts belong.

        Parameters
        ----------
        final : bool
            All has been told: match everything anew.
        """
        if final:
            self._alone.clear()
            for call in self.ledger.items:
                call.part = None
                self._alone[call.key].append(call)
            self._new = list(self._parts)
            self.ledger.forget_rows()
        self._new.sort(key=lambda part: part.asked)
        self._new = [part for part in self._new if not self._join(part)]

    def _join(self, part: _Part) -> bool:
        calls = self._alone[part.key]
        until = part.asked if part.answered is None else part.answered
        fitting = [one for one in calls if one.start <= part.asked and (one.end is None or one.end >= until)]
        if not fitting:
            return False
        call = min(fitting, key=lambda one: inf if one.end is None else one.end)
        call.part = part
        calls.remove(call)
        self.ledger.touch(call)
        return True

    def _freeze(self, one: _Open) -> Call:
        part, server = one.part, self._servers.get(one.object.partition(":")[0])
        asked, answered = (None, None) if part is None else (part.asked, part.answered)
        return Call(one.process, server, self._things.name(one.object), one.text, one.start, asked, answered, one.end,
                    one.answer, one.error)  # fmt: skip
