"""Futures of executors: when they were submitted, sent to a worker, and done or cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.record.ledger import Ledger
from helpers.record.snapshot import Future
from helpers.trace.tape import STATES

if TYPE_CHECKING:
    from helpers.record.tail import Record
    from helpers.record.things import Things


@dataclass(slots=True)
class _Open:
    """A future, from its submission on."""

    number: int
    process: str
    object: str
    start: float
    running: float | None = None
    end: float | None = None
    outcome: str = ""
    error: str | None = None


class Futures:
    """What became of the calls that executors were given.

    A state can be told by another thread than the one before it, whose file is read later; and it can be told twice.

    Parameters
    ----------
    things : Things
        The shared objects of the block.
    """

    def __init__(self, things: Things) -> None:
        self.ledger: Ledger[_Open, Future] = Ledger(
            lambda one: Future(
                one.process, things.name(one.object), one.start, one.running, one.end, one.outcome, one.error
            )
        )
        self._known: dict[tuple[str, int], _Open] = {}

    def told(self, record: Record, time: float, target: str) -> None:
        """Take in that a future has a state."""
        one = self._known.get((record.process, record.number))
        if one is None:
            if not self.ledger.has_room():
                return
            one = self._known[record.process, record.number] = _Open(
                len(self.ledger.items), record.process, target, time
            )
            self.ledger.add(one)
        state = STATES[record.size]
        if state == "submitted":
            one.start = min(one.start, time)
        elif state == "running":
            one.running = time if one.running is None else min(one.running, time)
        elif one.end is None:
            one.end, one.outcome, one.error = time, state, record.text or None
        self.ledger.touch(one)
