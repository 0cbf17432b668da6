"""Folds what processes tell of messages, waits, locks and tasks into the recording.

Who received what is found out here. A pipe gives out messages in the order in which they were put in, so of the
messages of one pipe with the same length and checksum, the first that was received is the first that was sent. That
stays right when events are missing, because a process was killed before it could tell: other messages keep their
partners. Queues lock their pipe for writing and for reading, so that the times at which that happened are in the
pipe's own order.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from helpers.record.names import Namer
from helpers.record.snapshot import Hold, Message, Shared, Task, Wait
from helpers.trace import tape
from helpers.trace.tape import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from helpers.record.tail import Record

KINDS = frozenset({"made", "ref", "thread", "missed"})
"""Kinds of a log's events that belong here: see `helpers.trace.log`."""

LIMIT = 250_000
"""Messages that a recording holds; of waits, holds and tasks as many of each. What is beyond is counted."""

_NO_WAIT = 1e-4  # seconds; who "waits" less than that has not been blocked
_DUPLEX = {"0": "1", "1": "0"}


@dataclass(slots=True)
class Letter:
    """A message while it is on its way; `object` is an id."""

    number: int
    object: str
    sender: str | None
    sent: float
    text: str = ""
    written: float | None = None
    receiver: str | None = None
    received: float | None = None
    bytes: int | None = None
    checksum: int | None = None
    error: str | None = None


@dataclass(slots=True)
class Stretch:
    """A wait, a hold or a task while it lasts."""

    number: int
    process: str
    object: str  # id of an object or, of a wait, of a process
    start: float
    end: float | None = None
    what: tuple[Any, ...] = ()
    text: str = ""  # short form of what it waits to send
    error: str | None = None


@dataclass(slots=True)
class Thing:
    """A shared object."""

    kind: str
    name: str
    named: bool
    capacity: int | None = None
    level: int = 0  # of a queue or pipe: how many messages are under way
    highest: int = 0  # since somebody looked
    changed: float | None = None  # when, since somebody looked


_Got = tuple[float, str, int, int]
"""Time, process, bytes and checksum of what was received."""


@dataclass(slots=True)
class _Channel:
    """One direction of a pipe."""

    under_way: dict[tuple[int, int], deque[Letter]] = field(default_factory=lambda: defaultdict(deque))
    early: list[_Got] = field(default_factory=list)  # received before it was known to be sent


class Traffic:
    """Messages, waits, locks and tasks of one block."""

    def __init__(self) -> None:
        self.changed: dict[str, dict[int, None]] = {"messages": {}, "waits": {}, "holds": {}, "tasks": {}}
        self._namer = Namer()
        self._before: dict[str, dict[str, Any]] = {}  # what was made before the block, until somebody uses it
        self.things: dict[str, Thing] = {}
        self.letters: list[Letter] = []
        self._refs: dict[tuple[str, int], tuple[str, bool]] = {}
        self._threads: dict[tuple[str, int], str] = {}
        self._puts: dict[tuple[str, int], Letter] = {}  # not written yet, by process and number
        self._unput: dict[tuple[str, int], tuple[Record, float]] = {}  # written, but not known to be put yet
        self._unfinished: dict[int, Letter] = {}  # by the number of the wait in which their sender was last seen
        self._channels: dict[str, _Channel] = defaultdict(_Channel)
        self.waits: list[Stretch] = []
        self._open_waits: dict[tuple[str, int], Stretch] = {}
        self.holds: list[Stretch] = []
        self._open_holds: dict[str, dict[str, list[Stretch]]] = defaultdict(lambda: defaultdict(list))
        self.tasks: list[Stretch] = []
        self._open_tasks: dict[str, Stretch] = {}
        self._jobs: dict[str, list[int]] = defaultdict(list)  # numbers that a pool has given to its jobs, in order
        self.missed = 0
        self._cache: dict[str, tuple[Any, ...]] = {}
        self._act = {
            tape.PUT: self._put,
            tape.LOST: self._lost,
            tape.SENT: self._sent,
            tape.GOT: self._got,
            tape.WAITS: self._waits,
            tape.GOES: self._goes,
            tape.HELD: self._held,
            tape.FREED: self._freed,
            tape.TASK: self._task,
            tape.DONE: self._done,
        }
        self._dirty: set[str] = {"objects", "messages", "waits", "holds", "tasks"}

    # --- events -------------------------------------------------------------------------------------------------

    def event(self, process: str, event: dict[str, Any]) -> None:
        """Take in one line of a process's log."""
        kind = event["kind"]
        if kind == "made":
            self._made(event)
        elif kind == "ref":
            target = str(event.get("p", event.get("o", "")))
            self._refs[process, int(event["r"])] = (target, "p" in event)
        elif kind == "thread":
            self._threads[process, int(event["n"])] = str(event["name"])
        else:
            self.missed += int(event["n"])

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
        self._act[record.kind](record, time)

    def _made(self, event: dict[str, Any]) -> None:
        identity = str(event["o"])
        if "name" in event and identity not in self.things:
            self._before[identity] = event
            return
        kind = str(event["type"])
        found = event.get("name") or self._namer.name(kind, event.get("at"))
        thing = self._thing(identity, kind, found)
        if thing.kind != kind:  # it was heard of before it was introduced
            thing.kind = kind
            if not (thing.named or found):
                thing.name = self._namer.number(kind)
        if found is not None and not thing.named:
            thing.named = True
            thing.name = self._namer.unique(found)
            self._dirty |= {"messages", "waits", "holds", "tasks"}
        thing.capacity = event.get("cap", thing.capacity)
        self._dirty.add("objects")

    def _thing(self, identity: str, kind: str = "", name: str | None = None) -> Thing:
        root = identity.partition("/")[0]
        thing = self.things.get(root)
        if thing is None:
            before = self._before.pop(root, {"type": kind or "Pipe", "name": name})
            kind, name = str(before["type"]), before["name"]
            shown = self._namer.number(kind) if name is None else self._namer.unique(str(name))
            thing = self.things[root] = Thing(kind, shown, named=name is not None, capacity=before.get("cap"))
            self._dirty.add("objects")
        return thing

    def _room(self, kept: list[Any]) -> bool:
        if len(kept) < LIMIT:
            return True
        self.missed += 1
        return False

    def _object(self, record: Record) -> str:
        return self._refs[record.process, record.object][0]

    # --- messages -----------------------------------------------------------------------------------------------

    def _put(self, record: Record, time: float) -> None:
        if not self._room(self.letters):
            return
        letter = Letter(len(self.letters), self._object(record), record.process, time, record.text)
        self._add(letter)
        key = (record.process, record.number)
        self._puts[key] = letter
        early = self._unput.pop(key, None)  # the feeder thread was faster in telling
        if early is not None:
            self.record(*early)

    def _find_put(self, record: Record, time: float) -> Letter | None:
        key = (record.process, record.number)
        letter = self._puts.pop(key, None)
        if letter is None and len(self._unput) < LIMIT:
            self._unput[key] = (record, time)
        return letter

    def _sent(self, record: Record, time: float) -> None:
        if record.number:
            letter = self._find_put(record, time)
        elif self._room(self.letters):
            wait = self._open_waits.get((record.process, record.thread))  # is told before each sending
            letter = Letter(len(self.letters), self._object(record), record.process, time - record.extra / 1e6,
                            wait.text if wait is not None else "")  # fmt: skip
            self._add(letter)
            self._goes(record, time)
        else:
            letter = None
        if letter is None:
            return
        letter.written, letter.bytes, letter.checksum = time, record.size, record.checksum
        letter.text = letter.text or record.text
        self._touch("messages", letter)
        self._channels[letter.object].under_way[record.size, record.checksum].append(letter)

    def _lost(self, record: Record, time: float) -> None:
        letter = self._find_put(record, time)
        if letter is not None:
            letter.error = record.text
            self._step(letter, time, -1)
            self._touch("messages", letter)

    def _got(self, record: Record, time: float) -> None:
        self._goes(record, time)
        root, _, end = self._object(record).partition("/")
        source = f"{root}/{_DUPLEX[end]}" if end in _DUPLEX else root
        self._channels[source].early.append((time, record.process, record.size, record.checksum))

    def _add(self, letter: Letter) -> None:
        self.letters.append(letter)
        self._step(letter, letter.sent, 1)
        self._touch("messages", letter)

    def _touch(self, kind: str, one: Letter | Stretch) -> None:
        self.changed[kind][one.number] = None
        self._dirty.add(kind)

    def _step(self, letter: Letter, time: float, step: int) -> None:
        """Count what is under way, as far as it is known now; the finished recording counts anew, in order."""
        thing = self._thing(letter.object)
        thing.level += step
        thing.highest = max(thing.highest, thing.level)
        thing.changed = time
        self._dirty.add("objects")

    def match(self, *, final: bool = False) -> None:
        """Find the senders of what was received since the last call.

        Parameters
        ----------
        final : bool
            All events are there: match everything anew, in the order of time.
        """
        if final:
            self._match_anew()
            return
        for channel in self._channels.values():
            if channel.early:
                channel.early.sort()
                channel.early[:] = [got for got in channel.early if not self._deliver(channel, *got)]

    def _match_anew(self) -> None:
        self._tell_unfinished()
        got: dict[str, list[_Got]] = defaultdict(list)
        for letter in self.letters:
            if letter.received is not None and letter.receiver is not None:
                received_as = (letter.received, letter.receiver, letter.bytes or 0, letter.checksum or 0)
                got[letter.object].append(received_as)
                letter.received = letter.receiver = None
        for identity, channel in self._channels.items():
            received = sorted([*got[identity], *channel.early])
            channel.early = []
            channel.under_way.clear()
            written = [one for one in self.letters if one.object == identity and one.written is not None]
            for letter in sorted(written, key=lambda letter: letter.written or 0.0):
                channel.under_way[letter.bytes or 0, letter.checksum or 0].append(letter)
            # Who was killed between writing and telling has put what somebody received.
            untold = deque(sorted((one for one in (*self._puts.values(), *self._unfinished.values())
                                   if one.object == identity), key=lambda letter: letter.sent))  # fmt: skip
            for one in received:
                if not self._deliver(channel, *one):
                    self._deliver_untold(identity, untold, one)
        self._dirty |= {"messages", "objects"}

    def _tell_unfinished(self) -> None:
        """Make messages of what was being sent when its sender was killed, or the block ended."""
        for wait in self._open_waits.values():
            if wait.what[0] == "send" and wait.number not in self._unfinished and self._room(self.letters):
                letter = Letter(len(self.letters), wait.object, wait.process, wait.start, wait.text)
                self._add(letter)
                self._unfinished[wait.number] = letter

    def _deliver(self, channel: _Channel, time: float, process: str, size: int, checksum: int) -> bool:
        waiting = channel.under_way.get((size, checksum))
        if not waiting:
            return False
        letter = waiting.popleft()
        letter.receiver, letter.received = process, time
        self._step(letter, time, -1)
        self._touch("messages", letter)
        return True

    def _deliver_untold(self, identity: str, untold: deque[Letter], got: _Got) -> None:
        time, process, size, checksum = got
        if untold and untold[0].sent <= time:
            letter = untold.popleft()
        elif len(self.letters) < LIMIT:
            letter = Letter(len(self.letters), identity, None, time)
            self._add(letter)
        else:
            self.missed += 1
            return
        letter.bytes, letter.checksum = size, checksum
        letter.receiver, letter.received = process, time
        self._touch("messages", letter)

    # --- waits, holds, tasks ------------------------------------------------------------------------------------

    def _waits(self, record: Record, time: float) -> None:
        self._goes(record, time)  # interrupted in the middle
        if not self._room(self.waits):
            return
        target, is_process = self._refs[record.process, record.object]
        thread = self._threads.get((record.process, record.thread), f"thread {record.thread}") if record.thread else ""
        what = (OPERATIONS[record.number], is_process, thread)
        wait = Stretch(len(self.waits), record.process, target, time, what=what, text=record.text)
        self.waits.append(wait)
        self._open_waits[record.process, record.thread] = wait
        self._touch("waits", wait)

    def _goes(self, record: Record, time: float) -> None:
        wait = self._open_waits.pop((record.process, record.thread), None)
        if wait is None:
            return
        wait.end = time
        if time - wait.start < _NO_WAIT and wait is self.waits[-1]:
            self.waits.pop()
            self.changed["waits"].pop(wait.number, None)
        else:
            self._touch("waits", wait)

    def _held(self, record: Record, time: float) -> None:
        self._goes(record, time)
        if not self._room(self.holds):
            return
        hold = Stretch(len(self.holds), record.process, self._object(record), time)
        self.holds.append(hold)
        self._open_holds[hold.object][record.process].append(hold)
        self._touch("holds", hold)

    def _freed(self, record: Record, time: float) -> None:
        holders = self._open_holds[self._object(record)]
        mine = holders.get(record.process)
        if not mine:  # a semaphore may be released by another process than the one that took it
            mine = min((held for held in holders.values() if held), key=lambda held: held[0].start, default=[])
        if mine:
            hold = mine.pop()
            hold.end = time
            self._touch("holds", hold)

    def _task(self, record: Record, time: float) -> None:
        self._goes(record, time)
        if not self._room(self.tasks):
            return
        pool = self._object(record)
        if record.number not in self._jobs[pool]:
            insort(self._jobs[pool], record.number)
        items = record.extra - 1 if record.extra else None
        what = (record.text, record.number, record.size, items)
        task = Stretch(len(self.tasks), record.process, pool, time, what=what)
        self.tasks.append(task)
        self._open_tasks[record.process] = task
        self._touch("tasks", task)

    def _done(self, record: Record, time: float) -> None:
        task = self._open_tasks.pop(record.process, None)
        if task is not None:
            task.end, task.error = time, record.text or None
            self._touch("tasks", task)

    # --- plain data ---------------------------------------------------------------------------------------------

    def plain(self, process_name: Callable[[str], str]) -> dict[str, tuple[Any, ...]]:
        """Return objects, messages, waits, holds and tasks as the fields of a `Snapshot`.

        Parameters
        ----------
        process_name : callable
            Gives the name of a process of this id.
        """
        make = {
            "messages": self._plain_messages,
            "waits": lambda: self._plain_waits(process_name),
            "holds": self._plain_holds,
            "tasks": self._plain_tasks,
            "objects": self._plain_objects,
        }
        for name in sorted(self._dirty, key=list(make).index):
            self._cache[name] = tuple(make[name]())
        self._dirty.clear()
        return dict(self._cache)

    def name(self, identity: str) -> str:
        """Return the name of a shared object."""
        return self._thing(identity).name

    def wait_of(self, wait: Stretch, process_name: Callable[[str], str]) -> tuple[str, str, str | None]:
        """Return what a wait is called, the name of what it waits for, and the id of that if it is no process."""
        operation, is_process, _ = wait.what
        if is_process:
            return operation, process_name(wait.object), None
        thing = self._thing(wait.object)
        if thing.kind != "Pipe":  # a queue is read and written through its pipe
            operation = {"recv": "get", "send": "put"}.get(operation, operation)
        return operation, thing.name, wait.object.partition("/")[0]

    def task_of(self, task: Stretch) -> tuple[str, int, int, int | None]:
        """Return a task's function, the number of its job in the pool and of its chunk in the job, and its items."""
        function, job, index, items = task.what
        return function, bisect_left(self._jobs[task.object], job), index, items

    def _plain_messages(self) -> Iterable[Message]:
        names = {identity: self.name(identity) for identity in {letter.object for letter in self.letters}}
        for letter in sorted(self.letters, key=lambda letter: letter.sent):
            yield Message(names[letter.object], letter.sender, letter.receiver, letter.sent, letter.received,
                          letter.bytes, letter.text, letter.error)  # fmt: skip

    def _plain_waits(self, process_name: Callable[[str], str]) -> Iterable[Wait]:
        for wait in sorted(self.waits, key=lambda wait: wait.start):
            operation, target, _ = self.wait_of(wait, process_name)
            yield Wait(wait.process, operation, target, wait.start, wait.end, wait.what[2])

    def _plain_holds(self) -> Iterable[Hold]:
        for hold in sorted(self.holds, key=lambda hold: hold.start):
            yield Hold(hold.process, self.name(hold.object), hold.start, hold.end)

    def _plain_tasks(self) -> Iterable[Task]:
        for task in sorted(self.tasks, key=lambda task: task.start):
            function, job, index, items = self.task_of(task)
            yield Task(task.process, self.name(task.object), function, job, index, items, task.start, task.end,
                       task.error)  # fmt: skip

    def _plain_objects(self) -> Iterable[Shared]:
        steps = levels(self.letters)
        for identity, thing in self.things.items():
            yield Shared(thing.name, thing.kind, thing.capacity, steps.get(identity, ()))


def levels(letters: Iterable[Letter]) -> dict[str, tuple[tuple[float, int], ...]]:
    """Return how many messages were under way in each pipe or queue, from which time on."""
    changes = defaultdict(list)
    for letter in letters:
        if letter.error is None:
            root = letter.object.partition("/")[0]
            changes[root].append((letter.sent, 1))
            if letter.received is not None:
                changes[root].append((max(letter.sent, letter.received), -1))
    curves = {}
    for root, steps in changes.items():
        steps.sort()
        level, curve = 0, []
        for time, step in steps:
            level += step
            curve.append((time, level))
        curves[root] = tuple(curve)
    return curves
