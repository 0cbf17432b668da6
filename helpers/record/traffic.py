"""Folds what processes tell of each other into messages, waits, holds, tasks, shared memory, calls and futures.

Each kind has a module of its own. Here it is decided what a record means for which of them, and here all of them are
handed over: see `helpers.record.ledger`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.record.blocks import Blocks
from helpers.record.calls import Calls
from helpers.record.futures import Futures
from helpers.record.messages import Messages
from helpers.record.stretches import Holds, Tasks, Waits
from helpers.record.things import Things
from helpers.trace import tape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from helpers.record.ledger import Choice, Ledger
    from helpers.record.snapshot import Shared
    from helpers.record.tail import Record
    from helpers.record.things import Curve

LOGGED = frozenset({"made", "ref", "thread", "missed", "attached", "closed", "unlinked", "serves"})
"""Kinds of a log's events that belong here: see `helpers.trace.log`."""

_END_A_WAIT = tape.ENDS_A_WAIT | {tape.CALLED}
_CALL = tape.OPERATIONS.index("call")


class Traffic:
    """Messages, waits, locks, tasks, shared memory and calls of one block.

    Parameters
    ----------
    process_name : callable
        Gives the name of a process of this id.
    is_unseen : callable
        Tells whether there was a process after this time (seconds from the block's start) that was started before
        the block, and tells nothing.

    Attributes
    ----------
    renamed : int
        How many times a shared object has got another name: rows that were handed over before have the old one.
    """

    def __init__(self, process_name: Callable[[str], str], is_unseen: Callable[[float], bool]) -> None:
        self.renamed = 0
        self._things = Things(self._rename, is_unseen)
        self._messages = Messages(self._things)
        self._waits = Waits(self._things, process_name)
        self._holds = Holds(self._things)
        self._tasks = Tasks(self._things)
        self._blocks = Blocks(self._things)
        self._calls = Calls(self._things)
        self._futures = Futures(self._things)
        self._ledgers: dict[str, Ledger[Any, Any]] = {
            "messages": self._messages.ledger,
            "waits": self._waits.ledger,
            "holds": self._holds.ledger,
            "tasks": self._tasks.ledger,
            "attachments": self._blocks.ledger,
            "calls": self._calls.ledger,
            "futures": self._futures.ledger,
        }
        self._refs: dict[tuple[str, int], str] = {}  # ids, by process and its own number for them
        self._refs_to_processes: set[tuple[str, int]] = set()  # the others are to objects
        self._untold = 0  # by the processes themselves
        self._act: dict[int, Callable[[Record, float, str], None] | None] = {
            tape.PUT: self._messages.put,
            tape.LOST: self._messages.lost,
            tape.SENT: self._sent,
            tape.GOT: self._messages.got,
            tape.WAITS: self._wait,
            tape.WAITING: self._wait,
            tape.GOES: None,
            tape.HELD: self._holds.begin,
            tape.FREED: self._holds.end,
            tape.TASK: self._tasks.begin,
            tape.DONE: self._tasks.end,
            tape.CALLED: self._calls.end,
            tape.ASKED: self._calls.asked,
            tape.ANSWERED: self._calls.answered,
            tape.FUTURE: self._futures.told,
        }
        self._tell: dict[str, Callable[[str, Mapping[str, Any], float], None]] = {
            "attached": self._blocks.attached,
            "closed": self._blocks.closed,
            "unlinked": self._blocks.unlinked,
        }

    # --- taking in ----------------------------------------------------------------------------------------------

    def event(self, process: str, event: Mapping[str, Any], time: float) -> None:
        """Take in one line of a process's log, written `time` seconds after the block's start."""
        kind = event["kind"]
        if kind == "made":
            self._things.made(event)
            self._blocks.made(process, event, time)
        elif kind == "ref":
            key = (process, int(event["r"]))
            self._refs[key] = str(event.get("p", event.get("o", "")))
            if "p" in event:
                self._refs_to_processes.add(key)
        elif kind == "thread":
            self._waits.name_thread(process, int(event["n"]), str(event["name"]))
        elif kind in self._tell:
            self._tell[kind](process, event, time)
        elif kind == "serves":
            self._calls.serves(process, event)
        else:
            self._untold += int(event["n"])

    def is_known(self, record: Record) -> bool:
        """Tell whether the log of its process has introduced what a record names."""
        return not record.object or (record.process, record.object) in self._refs

    def record(self, record: Record, time: float) -> None:
        """Take in one record of a process's tape.

        Parameters
        ----------
        record : Record
            See `helpers.trace.tape`.
        time : float
            Seconds from the block's start.
        """
        target = self._refs.get((record.process, record.object), "")
        if record.kind in _END_A_WAIT:
            self._waits.end(record, time, target, for_process=self._is_process(record))
        act = self._act[record.kind]
        if act is not None:
            act(record, time, target)

    def _wait(self, record: Record, time: float, target: str) -> None:
        if not self._waits.goes_on(record, target):
            self._waits.begin(record, time, target, for_process=self._is_process(record))
        if record.number == _CALL:
            self._calls.begin(record, time, target)

    def _is_process(self, record: Record) -> bool:
        return (record.process, record.object) in self._refs_to_processes

    def _sent(self, record: Record, time: float, target: str) -> None:
        if record.number:
            self._messages.written(record, time, target)
        else:  # without a buffer: the sender has waited until it was written
            self._waits.end(record, time, target, for_process=False)
            self._messages.sent(record, time, target)

    def _rename(self) -> None:
        self.renamed += 1
        for ledger in self._ledgers.values():
            ledger.forget_rows()

    def match(self, *, final: bool = False) -> None:
        """Find the senders of what was received since the last call.

        Parameters
        ----------
        final : bool
            All events are there: match everything anew, in the order of time.
        """
        self._holds.settle()
        self._calls.match(final=final)
        if final:
            self._blocks.held((hold.process, hold.object, hold.start) for hold in self._holds.ledger.items)
            self._messages.match_anew(self._waits.still_sending())
        else:
            self._messages.match()

    # --- handing over -------------------------------------------------------------------------------------------

    @property
    def missed(self) -> int:
        """How many messages, waits, holds, ... are not in the recording, as there were too many."""
        return self._untold + sum(ledger.missed for ledger in self._ledgers.values())

    def whole(self) -> dict[str, tuple[Any, ...]]:
        """Return the rows of all kinds, and the objects, each as in a `helpers.record.snapshot.Snapshot`."""
        rows = {kind: ledger.rows() for kind, ledger in self._ledgers.items()}  # first: some introduce objects
        rows["holds"] = tuple(hold for hold in rows["holds"] if hold.end != hold.start)  # of signals
        return {**rows, "objects": self._things.shared_with(self._messages.levels())}

    def objects(self) -> tuple[Shared, ...]:
        """Return the shared objects without their levels."""
        return self._things.shared()

    def pending(self, kind: str) -> int:
        """Return how many of a kind have changed and were neither taken nor left since."""
        return self._ledgers[kind].pending

    def take(self, kind: str, choose: Callable[[int, float, float | None], Choice]) -> Iterator[tuple[int, Any]]:
        """Yield what of a kind has changed, each once: see `helpers.record.ledger.Ledger.take`."""
        return self._ledgers[kind].take(choose)

    def row(self, kind: str, number: int) -> Any:  # noqa: ANN401 - the kind decides
        """Return one row as it is now."""
        return self._ledgers[kind].row(number)

    def take_levels(self) -> Iterator[tuple[int, Curve]]:
        """Yield what has changed since the last call: an object's place among `objects`, and some points."""
        return self._things.take_levels()
