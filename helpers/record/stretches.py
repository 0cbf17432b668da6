"""Stretches of time: who waited for what, who held which lock, who worked on which task."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.record.ledger import Ledger
from helpers.record.snapshot import Hold, Task, Wait
from helpers.trace.tape import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.record.tail import Record
    from helpers.record.things import Things

_NO_WAIT = 1e-4  # seconds; who "waits" less than that has not been blocked
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
    """A wait; `object` can be a process, too. `text` is the short form of what it waits to send."""

    operation: str = ""
    for_process: bool = False
    thread: str = ""
    text: str = ""


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
        if not self.ledger.has_room():
            return
        number = record.thread
        thread = self._threads.get((record.process, number), f"thread {number}") if number else ""
        wait = OpenWait(len(self.ledger.items), record.process, target, time, operation=OPERATIONS[record.number],
                        for_process=for_process, thread=thread, text=record.text)  # fmt: skip
        self.ledger.add(wait)
        self._open[record.process, number] = wait

    def end(self, record: Record, time: float) -> OpenWait | None:
        """Take in that a thread does not wait any more; return what it has waited for, if it did."""
        wait = self._open.pop((record.process, record.thread), None)
        if wait is None:
            return None
        wait.end = time
        if time - wait.start < _NO_WAIT and wait is self.ledger.items[-1]:
            self.ledger.drop_last()
        else:
            self.ledger.touch(wait)
        return wait

    def still_sending(self) -> Iterator[OpenWait]:
        """Yield the waits of those who are in the middle of sending something."""
        return (wait for wait in self._open.values() if wait.operation == "send")

    def _freeze(self, wait: OpenWait) -> Wait:
        operation = wait.operation
        if wait.for_process:
            name = self._process_name(wait.object)
        else:
            name = self._things.name(wait.object)
            if operation in _OF_A_QUEUE and not self._things.is_pipe(wait.object):
                operation = _OF_A_QUEUE[operation]
        return Wait(wait.process, operation, name, wait.start, wait.end, wait.thread)


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
        self._open: dict[str, dict[str, list[_Stretch]]] = defaultdict(lambda: defaultdict(list))

    def begin(self, record: Record, time: float, target: str) -> None:
        """Take in that a lock was acquired."""
        if self.ledger.has_room():
            hold = _Stretch(len(self.ledger.items), record.process, target, time)
            self.ledger.add(hold)
            self._open[target][record.process].append(hold)

    def end(self, record: Record, time: float, target: str) -> None:
        """Take in that a lock was released."""
        holders = self._open[target]
        mine = holders.get(record.process)
        if not mine:  # a semaphore may be released by another process than the one that took it
            mine = min((held for held in holders.values() if held), key=lambda held: held[0].start, default=[])
        if mine:
            hold = mine.pop()
            hold.end = time
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
