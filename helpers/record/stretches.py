"""Stretches of time: who waited for what, who held which lock, who worked on which task."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.record import ledger
from helpers.record.ledger import Ledger
from helpers.record.snapshot import Hold, Task, Wait
from helpers.trace import tape
from helpers.trace.tape import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.record.tail import Record
    from helpers.record.things import Things

_ENDED_BY = {tape.GOT: "recv", tape.SENT: "send", tape.HELD: "acquire", tape.TASK: "task"}
"""What somebody has waited for, by the record that ends the wait; ``GOES`` tells it."""
_HAS_THE_LOCK = {("get", "recv"), ("task", "task")}
_OF_A_QUEUE = {"recv": "get", "send": "put"}  # it is read and written through its pipe


@dataclass(slots=True)
class _Stretch:
    """What lasts: by whom, with which object (its id), from when to when."""

    number: int
    process: str
    object: str
    start: float
    end: float | None = None


@dataclass(slots=True)
class OpenWait(_Stretch):
    """A wait; `object` can be a process, too. `text` is the short form of what it waits to send.

    It is `locked` if meanwhile it holds the lock of the pool's tasks.
    """

    operation: str = ""
    for_process: bool = False
    thread: str = ""
    text: str | bytes = ""
    locked: bool = False


@dataclass(slots=True)
class _OpenTask(_Stretch):
    """A task; its job has the number that the pool has given it."""

    function: str = ""
    job: int = 0
    index: int = 0
    items: int | None = None
    error: str | None = None


class Waits:
    """Who waited for what. A thread waits for one thing at a time.

    Parameters
    ----------
    things : Things
        The shared objects of the block.
    process_name : callable
        Gives the name of a process of this id.
    """

    def __init__(self, things: Things, process_name: Callable[[str], str]) -> None:
        self.ledger: Ledger[OpenWait, Wait] = Ledger(self._freeze)
        self._things = things
        self._process_name = process_name
        self._open: dict[tuple[str, int], OpenWait] = {}
        self._threads: dict[tuple[str, int], str] = {}

    def name_thread(self, process: str, number: int, name: str) -> None:
        """Take in what a thread is called."""
        self._threads[process, number] = name

    def begin(self, record: Record, time: float, target: str, *, for_process: bool) -> None:
        """Take in that a thread is about to wait; if it was waiting already, that has been interrupted."""
        key = (record.process, record.thread)
        self._close(self._open.pop(key, None), time)
        if self.ledger.has_room():
            self._open[key] = self._new(record, time, target, OPERATIONS[record.number], for_process=for_process)

    def _new(
        self, record: Record, start: float, target: str, operation: str, *, for_process: bool
    ) -> OpenWait:  # fmt: skip
        number = record.thread
        thread = self._threads.get((record.process, number), f"thread {number}") if number else ""
        wait = OpenWait(len(self.ledger.items), record.process, target, start, operation=operation,
                        for_process=for_process, thread=thread, text=record.pickled or record.text,
                        locked=bool(record.size))  # fmt: skip
        self.ledger.add(wait)
        return wait

    def goes_on(self, record: Record, target: str) -> bool:
        """Tell whether a thread still waits for the same, but has come as far as the queue's lock by now."""
        wait = self._open.get((record.process, record.thread))
        operation = OPERATIONS[record.number]
        if wait is None or wait.object != target or (wait.operation, operation) not in _HAS_THE_LOCK:
            return False
        wait.operation, wait.locked = operation, bool(record.size)
        self.ledger.touch(wait)
        return True

    def end(self, record: Record, time: float, target: str, *, for_process: bool) -> None:
        """Take in that a thread does not wait any more; that it has may be news."""
        wait = self._open.pop((record.process, record.thread), None)
        if wait is not None:
            self._close(wait, time)
        elif record.since and record.t - record.since >= tape.NO_WAIT and self.ledger.has_room():
            operation = _ENDED_BY.get(record.kind) or OPERATIONS[record.number]
            wait = self._new(record, record.begin(time), target, operation, for_process=for_process)
            wait.locked = record.kind == tape.TASK or (record.kind == tape.GOES and bool(record.size))
            wait.end = time

    def _close(self, wait: OpenWait | None, time: float) -> None:
        if wait is not None:
            wait.end = time
            self.ledger.touch(wait)

    def still_sending(self) -> Iterator[OpenWait]:
        """Yield the waits of those who are in the middle of sending something."""
        return (wait for wait in self._open.values() if wait.operation == "send")

    def _freeze(self, wait: OpenWait) -> Wait:
        operation, locked = wait.operation, wait.locked
        if wait.for_process:
            name = self._process_name(wait.object)
        else:
            name = self._things.name(wait.object)
            if operation in _OF_A_QUEUE and not self._things.is_pipe(wait.object):
                operation, locked = _OF_A_QUEUE[operation], True
        return Wait(wait.process, operation, name, wait.start, wait.end, wait.thread, locked)


class Holds:
    """Who held which lock.

    Parameters
    ----------
    things : Things
        The shared objects of the block.
    """

    def __init__(self, things: Things) -> None:
        self.ledger: Ledger[_Stretch, Hold] = Ledger(
            lambda hold: Hold(hold.process, things.name(hold.object), hold.start, hold.end)
        )
        self._things = things
        self._open: dict[str, dict[str, list[_Stretch]]] = defaultdict(lambda: defaultdict(list))
        self._strays: list[tuple[float, str, str]] = []  # releases by who did not hold it: time, process, object

    def begin(self, record: Record, time: float, target: str) -> None:
        """Take in that a lock was acquired."""
        if not self._things.is_signal(target) and self.ledger.has_room():
            hold = _Stretch(len(self.ledger.items), record.process, target, time)
            self.ledger.add(hold)
            self._open[target][record.process].append(hold)

    def end(self, record: Record, time: float, target: str) -> None:
        """Take in that a lock was released."""
        mine = self._open[target].get(record.process)
        if mine:
            self._free(mine, -1, time)
        elif not self._things.is_signal(target) and len(self._strays) < ledger.LIMIT:
            self._strays.append((time, record.process, target))

    def settle(self) -> None:
        """Find out whose holds were ended by others, be it other threads, as far as these holds are known yet."""
        self._strays = [stray for stray in sorted(self._strays) if not self._settle(*stray)]

    def _settle(self, time: float, process: str, target: str) -> bool:
        held = self._open[target].get(process, [])
        if held and held[0].start <= time:  # by another thread
            self._free(held, 0, time)
            return True
        held = min(filter(None, self._open[target].values()), key=lambda held: held[0].start, default=[])
        if not held or held[0].start > time:
            return False
        if self._things.found_released_by_others(target):
            self._forget_holds(target)
        else:
            self._free(held, 0, time)
        return True

    def _free(self, held: list[_Stretch], place: int, time: float) -> None:
        hold = held.pop(place)
        hold.end = time
        self.ledger.touch(hold)

    def _forget_holds(self, target: str) -> None:
        self._open.pop(target)
        for hold in self.ledger.items:
            if hold.object == target:
                hold.end = hold.start
                self.ledger.touch(hold)


class Tasks:
    """What pool workers worked on. A worker has one task at a time.

    Parameters
    ----------
    things : Things
        The shared objects of the block.
    """

    def __init__(self, things: Things) -> None:
        self.ledger: Ledger[_OpenTask, Task] = Ledger(self._freeze)
        self._things = things
        self._open: dict[str, _OpenTask] = {}
        self._jobs: dict[str, list[int]] = defaultdict(list)  # numbers that a pool has given to its jobs, in order

    def begin(self, record: Record, time: float, target: str) -> None:
        """Take in that a worker begins a task."""
        if not self.ledger.has_room():
            return
        if record.number not in self._jobs[target]:
            insort(self._jobs[target], record.number)
        items = record.extra - 1 if record.extra else None
        task = _OpenTask(len(self.ledger.items), record.process, target, time, function=record.text,
                         job=record.number, index=record.size, items=items)  # fmt: skip
        self.ledger.add(task)
        self._open[record.process] = task

    def end(self, record: Record, time: float, _: str) -> None:
        """Take in that a worker's task is done."""
        task = self._open.pop(record.process, None)
        if task is not None:
            task.end, task.error = time, record.text or None
            self.ledger.touch(task)

    def _freeze(self, task: _OpenTask) -> Task:
        job = bisect_left(self._jobs[task.object], task.job)  # multiprocessing counts the jobs of all pools together
        return Task(task.process, self._things.name(task.object), task.function, job, task.index, task.items,
                    task.start, task.end, task.error)  # fmt: skip
