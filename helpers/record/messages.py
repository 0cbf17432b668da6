"""Messages: who sent what, and who received it.

Who received what is found out here. A pipe gives out messages in the order in which they were put in, so of the
messages of one pipe with the same length and checksum, the first that was received is the first that was sent. That
stays right when events are missing, because a process was killed before it could tell: other messages keep their
partners. Queues lock their pipe for writing and for reading, so that the times at which that happened are in the
pipe's own order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from helpers.record import ledger
from helpers.record.ledger import Ledger
from helpers.record.snapshot import Message
from helpers.record.words import in_words
from helpers.trace import tape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.record.stretches import OpenWait
    from helpers.record.tail import Record
    from helpers.record.things import Curve, Things

_DUPLEX = {"0": "1", "1": "0"}


@dataclass(slots=True)
class _Letter:
    """A message while it is on its way; `object` is an id."""

    number: int
    object: str
    sender: str | None
    sent: float
    text: str | bytes = ""
    written: float | None = None
    receiver: str | None = None
    received: float | None = None
    bytes: int | None = None
    checksum: int | None = None
    error: str | None = None

    @property
    def start(self) -> float:
        return self.sent

    @property
    def end(self) -> float | None:
        return self.sent if self.received is None and self.error is not None else self.received


class _Receipt(NamedTuple):
    """What somebody has taken out of a pipe."""

    time: float
    process: str
    size: int
    checksum: int


@dataclass(slots=True)
class _Channel:
    """One direction of a pipe."""

    under_way: dict[tuple[int, int], deque[_Letter]] = field(default_factory=lambda: defaultdict(deque))
    early: list[_Receipt] = field(default_factory=list)  # received before it was known to be sent

    def take_out(self, receipt: _Receipt) -> _Letter | None:
        """Return the letter that was received; None if it is not known to be sent."""
        waiting = self.under_way.get((receipt.size, receipt.checksum))
        return waiting.popleft() if waiting else None


class Messages:
    """The messages of one block.

    Parameters
    ----------
    things : Things
        The shared objects of the block.
    """

    def __init__(self, things: Things) -> None:
        self.ledger: Ledger[_Letter, Message] = Ledger(self._freeze)
        self._things = things
        self._puts: dict[tuple[str, int], _Letter] = {}  # not written yet, by process and number
        self._unput: dict[tuple[str, int], tuple[Record, float]] = {}  # written, but not known to be put yet
        self._unfinished: dict[int, _Letter] = {}  # by the number of the wait in which their sender was last seen
        self._channels: dict[str, _Channel] = defaultdict(_Channel)
        self._levels: tuple[int, dict[str, Curve]] = (0, {})  # of which version of the ledger

    # --- what processes tell ------------------------------------------------------------------------------------

    def put(self, record: Record, time: float, target: str) -> None:
        """Take in that an object went into a queue's buffer."""
        if not self.ledger.has_room():
            return
        key = (record.process, record.number)
        self._puts[key] = self._new(target, record.process, time, record.text)
        early = self._unput.pop(key, None)  # the feeder thread was faster in telling
        if early is not None:
            fate = self.lost if early[0].kind == tape.LOST else self.written
            fate(*early, target)

    def written(self, record: Record, time: float, _: str) -> None:
        """Take in that a queue's feeder thread has written what was put."""
        letter = self._find_put(record, time)
        if letter is not None:
            self._under_way(letter, record, time)

    def lost(self, record: Record, time: float, _: str) -> None:
        """Take in that it could not write it."""
        letter = self._find_put(record, time)
        if letter is not None:
            letter.error = record.text
            self._things.step(letter.object, time, -1)
            self.ledger.touch(letter)

    def sent(self, record: Record, time: float, target: str) -> None:
        """Take in that something went into a pipe without a buffer."""
        if self.ledger.has_room():
            self._under_way(self._new(target, record.process, record.begin(time)), record, time)

    def got(self, record: Record, time: float, target: str) -> None:
        """Take in that something was taken out of a pipe; `match` finds out what."""
        root, _, end = target.partition("/")
        source = f"{root}/{_DUPLEX[end]}" if end in _DUPLEX else root
        self._channels[source].early.append(_Receipt(time, record.process, record.size, record.checksum))

    def _new(self, target: str, sender: str | None, sent: float, text: str | bytes = "") -> _Letter:
        letter = _Letter(len(self.ledger.items), target, sender, sent, text)
        self.ledger.add(letter)
        self._things.step(target, sent, 1)
        return letter

    def _find_put(self, record: Record, time: float) -> _Letter | None:
        key = (record.process, record.number)
        letter = self._puts.pop(key, None)
        if letter is None and len(self._unput) < ledger.LIMIT:
            self._unput[key] = (record, time)
        return letter

    def _under_way(self, letter: _Letter, record: Record, time: float) -> None:
        letter.written, letter.bytes, letter.checksum = time, record.size, record.checksum
        letter.text = letter.text or record.pickled or record.text
        self.ledger.touch(letter)
        self._channels[letter.object].under_way[record.size, record.checksum].append(letter)

    # --- who received what --------------------------------------------------------------------------------------

    def match(self) -> None:
        """Find the senders of what was received since the last call, as far as they are known yet."""
        for channel in self._channels.values():
            if channel.early:
                channel.early.sort()
                channel.early[:] = [receipt for receipt in channel.early if not self._deliver(channel, receipt)]

    def match_anew(self, still_sending: Iterable[OpenWait]) -> None:
        """Match everything in the order of time, now that all events are there.

        Parameters
        ----------
        still_sending : iterable of OpenWait
            Those who were sending when they were killed, or when the block ended: their messages are told, too.
        """
        self._tell_unfinished(still_sending)
        receipts = self._take_back()
        written = _by_object(letter for letter in self.ledger.items if letter.written is not None)
        # A sender that was killed after writing and before telling may have sent what was received.
        untold = _by_object([*self._puts.values(), *self._unfinished.values()])
        for identity, channel in self._channels.items():
            channel.under_way.clear()
            for letter in sorted(written[identity], key=lambda letter: letter.written or 0.0):
                channel.under_way[letter.bytes or 0, letter.checksum or 0].append(letter)
            suspects = deque(sorted(untold[identity], key=lambda letter: letter.sent))
            for receipt in receipts[identity]:
                if not self._deliver(channel, receipt):
                    self._deliver_untold(identity, suspects, receipt)
        self.ledger.forget_rows()

    def _tell_unfinished(self, still_sending: Iterable[OpenWait]) -> None:
        for wait in still_sending:
            if wait.number not in self._unfinished and self.ledger.has_room():
                self._unfinished[wait.number] = self._new(wait.object, wait.process, wait.start, wait.text)

    def _take_back(self) -> dict[str, list[_Receipt]]:
        """Undo all deliveries; return every receipt, by pipe and in order of time."""
        found: dict[str, list[_Receipt]] = defaultdict(list)
        for letter in self.ledger.items:
            if letter.received is not None and letter.receiver is not None:
                receipt = _Receipt(letter.received, letter.receiver, letter.bytes or 0, letter.checksum or 0)
                found[letter.object].append(receipt)
                letter.received = letter.receiver = None
        for identity, channel in self._channels.items():
            found[identity] += channel.early
            found[identity].sort()
            channel.early.clear()
        return found

    def _deliver(self, channel: _Channel, receipt: _Receipt) -> bool:
        letter = channel.take_out(receipt)
        if letter is None:
            return False
        letter.receiver, letter.received = receipt.process, receipt.time
        self._things.step(letter.object, receipt.time, -1)
        self.ledger.touch(letter)
        return True

    def _deliver_untold(self, identity: str, suspects: deque[_Letter], receipt: _Receipt) -> None:
        if suspects and suspects[0].sent <= receipt.time:
            letter = suspects.popleft()
        elif self.ledger.has_room():
            letter = self._new(identity, None, receipt.time)
        else:
            return
        letter.bytes, letter.checksum = receipt.size, receipt.checksum
        letter.receiver, letter.received = receipt.process, receipt.time
        self.ledger.touch(letter)

    # --- plain data ---------------------------------------------------------------------------------------------

    def _freeze(self, one: _Letter) -> Message:
        if type(one.text) is not str:
            one.text = in_words(one.text)
        unseen = one.receiver is None and one.error is None and self._things.may_pass_unseen(one.object, one.sent)
        return Message(self._things.name(one.object), one.sender, one.receiver, one.sent, one.received, one.bytes,
                       one.text, one.error, unseen)  # fmt: skip

    def levels(self) -> dict[str, Curve]:
        """Return how many were under way in each pipe or queue, by its id."""
        if self._levels[0] != self.ledger.version:
            known = (one for one in self.ledger.items if not self._things.may_pass_unseen(one.object, one.sent))
            self._levels = (self.ledger.version, _levels(known))
        return self._levels[1]


def _levels(letters: Iterable[_Letter]) -> dict[str, Curve]:
    steps: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for letter in letters:
        if letter.error is None:
            root = letter.object.partition("/")[0]
            steps[root].append((letter.sent, 1))
            if letter.received is not None:
                steps[root].append((max(letter.sent, letter.received), -1))
    # What was received in the moment of its sending has been there.
    return {root: _summed(sorted(each, key=lambda step: (step[0], -step[1]))) for root, each in steps.items()}


def _summed(steps: Iterable[tuple[float, int]]) -> Curve:
    level, curve = 0, []
    for time, step in steps:
        level += step
        curve.append((time, level))
    return tuple(curve)


def _by_object(letters: Iterable[_Letter]) -> dict[str, list[_Letter]]:
    found: dict[str, list[_Letter]] = defaultdict(list)
    for letter in letters:
        found[letter.object].append(letter)
    return found
