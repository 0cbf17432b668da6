"""Worker functions and classes of lesson 03.

A child process must be able to import what it runs. That is why these stand in a file, and not in a notebook
cell. The module is not called `queue`, so that nobody mistakes it for the one of the standard library.
"""

from __future__ import annotations

import contextlib
import io
import os
import queue
import time
from multiprocessing import Process

from helpers.trace import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.queues import JoinableQueue, Queue, SimpleQueue
    from multiprocessing.synchronize import Barrier, Event


# --- listing 3 ---------------------------------------------------------------------------------------------


class MyProcess(Process):
    """A process that calls a function (listing 3)."""

    def __init__(self, name: str, func: Callable[..., None], args: tuple[object, ...]) -> None:
        super().__init__()
        self.name = name
        self.func = func
        self.args = args

    def run(self) -> None:
        """Call the function; it has a queue for its result."""
        self.func(*self.args)


def shout(name: str, results: Queue[str]) -> None:
    """Put `name` in capitals into a queue (listing 3)."""
    say("start")
    results.put(name.upper())


def shout_later(name: str, results: Queue[str], gate: Event) -> None:
    """Wait for the gate, then put `name` in capitals into a queue."""
    gate.wait()
    results.put(name.upper())


# --- producers and consumers -------------------------------------------------------------------------------


def produce(items: Iterable[object], tasks: Queue[object]) -> None:
    """Put one item after the other into a queue."""
    for item in items:
        tasks.put(item)


def shout_all(tasks: Queue[str | None], results: Queue[str | None]) -> None:
    """Take words until None comes; hand each on in capitals, and the None too."""
    while (word := tasks.get()) is not None:
        results.put(word.upper())
    results.put(None)


def tell_all(tasks: Queue[object]) -> None:
    """Take items until None comes; say what came."""
    while (item := tasks.get()) is not None:
        say("got", item)


def collect(tasks: Queue[object], results: Queue[list[object]]) -> None:
    """Take items until None comes; then put the list of all of them into another queue."""
    taken = []
    while (item := tasks.get()) is not None:
        taken.append(item)
    results.put(taken)


def produce_aloud(count: int, tasks: Queue[int | None]) -> None:
    """Put the numbers from 1 to `count` and then None into a queue, and say when each is in."""
    for number in range(1, count + 1):
        tasks.put(number)
        say("put", number)
    tasks.put(None)


def consume_slowly(seconds: float, tasks: Queue[int | None]) -> None:
    """Take numbers until None comes; say each, and work on it for a while."""
    while (number := tasks.get()) is not None:
        say("took", number)
        time.sleep(seconds)


def work_off(seconds: float, tasks: JoinableQueue[str | None]) -> None:
    """Take tasks until None comes; report each as done when the work is done."""
    while (task := tasks.get()) is not None:
        time.sleep(seconds)
        say("done:", task)
        tasks.task_done()


# --- what can go wrong -------------------------------------------------------------------------------------


class SlowToPickle:
    """An object that takes a while to be turned into bytes."""

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Tell pickle how to build it again, after a second."""
        time.sleep(1)
        return str, ("slow",)  # on the other side it is a text


def change_order(orders: Queue[list[str]]) -> None:
    """Take a list, change it, say what it looks like here."""
    order = orders.get()
    order.append("sugar")
    say("my order:", order)


def put_bytes(size: int, results: Queue[bytes] | SimpleQueue[bytes]) -> None:
    """Put `size` bytes into a queue, and say when `put` has returned."""
    results.put(bytes(size))
    say("put has returned")


def put_and_leave(results: Queue[SlowToPickle]) -> None:
    """Put an object into a queue, and leave at once, without any clean-up."""
    results.put(SlowToPickle())
    say("put has returned")
    os._exit(0)  # a kill would do the same


def put_lambda(results: Queue[object]) -> None:
    """Put something that can't be pickled into a queue, then something that can."""
    with contextlib.redirect_stderr(io.StringIO()) as errors:
        results.put(lambda: "KEL")
        say("put of the lambda has returned")
        results.put("KEL")
        results.close()  # nothing more to put ...
        results.join_thread()  # ... and the feeder thread has written, or thrown away, everything
    say("standard error begins with:", errors.getvalue().splitlines()[0])


def look_then_get(tasks: Queue[str], results: Queue[str], barrier: Barrier) -> None:
    """Take a task if there is one. The barrier makes two workers look before either takes."""
    say("is it empty?", tasks.empty())
    barrier.wait(timeout=20)
    try:
        results.put(tasks.get(timeout=0.5))
    except queue.Empty:
        results.put("nothing there")


def take_one(tasks: Queue[str]) -> None:
    """Take one item, however long it takes until it comes."""
    say("got", tasks.get())


def wait_until_it_gets(tasks: Queue[str], consumer: Process) -> None:
    """Wait until `consumer` holds the queue's lock for getting."""
    lock = tasks._rlock  # type: ignore[attr-defined]  # noqa: SLF001 - nothing public tells
    while consumer.is_alive() and lock.acquire(block=False):
        lock.release()
        time.sleep(0.05)


def pipe_capacity() -> int | None:
    """Return how many bytes a pipe of this system takes before a writer must wait; None if it does not tell."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none

        ask = fcntl.F_GETPIPE_SZ  # Linux has it
    except (ImportError, AttributeError):
        return None
    reader, writer = os.pipe()
    try:
        return fcntl.fcntl(writer, ask)
    finally:
        os.close(reader)
        os.close(writer)
