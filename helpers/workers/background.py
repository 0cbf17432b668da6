"""Worker functions and classes of lesson 01.

A child process must be able to import what it runs. That is why these stand in a file, and not in a
notebook cell.
"""

from __future__ import annotations

import hashlib
import sys
import time
from multiprocessing import Process
from threading import Thread

from helpers.trace import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from typing import Protocol

    class Counter(Protocol):
        """Something with a number inside: `types.SimpleNamespace` or `multiprocessing.Value`."""

        value: int

    class Barrier(Protocol):
        """Where two workers wait for each other: `threading.Barrier` or `multiprocessing.Barrier`."""

        def wait(self) -> int:
            """Wait until both have arrived."""


# --- three kinds of work -----------------------------------------------------------------------------------


def count(limit: int) -> int:
    """Add up the numbers below `limit`: work for the CPU, written in Python."""
    total = 0
    for number in range(limit):
        total += number
    return total


def scramble(rounds: int) -> bytes:
    """Scramble a password: work for the CPU, written in C, which lets go of the GIL."""
    return hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", rounds)


def wait(seconds: float) -> None:
    """Wait, as one waits for a server to answer: no work for the CPU."""
    time.sleep(seconds)


def nothing() -> None:
    """Do nothing: what is left is the cost of starting and ending."""


# --- measuring ---------------------------------------------------------------------------------------------


def together(kind: type[Thread | Process], job: Callable[..., object], size: object, workers: int) -> None:
    """Start `workers` threads or processes that each do ``job(size)``, and wait for all of them."""
    crew = [kind(target=job, args=(size,), name=f"{job.__name__}-{n}") for n in range(1, workers + 1)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()


def in_a_row(job: Callable[..., object], size: object, times: int) -> None:
    """Do ``job(size)`` several times, one after the other."""
    for _ in range(times):
        job(size)


def seconds(action: Callable[..., object], *values: object) -> float:
    """Return how long ``action(*values)`` takes: the shorter of two runs, as others use this machine too."""
    found = []
    for _ in range(2):
        began = time.perf_counter()
        action(*values)
        found.append(time.perf_counter() - began)
    return min(found)


def speedup(kind: type[Thread | Process], limit: int, crews: list[int]) -> list[float]:
    """Return how many times faster ``count(limit)`` is when it is cut into equal parts for each crew."""
    alone = seconds(count, limit)
    return [alone / seconds(together, kind, count, limit // size, size) for size in crews]


def start_and_join(kind: type[Thread | Process], workers: int) -> None:
    """Start and join workers that do nothing, one after the other."""
    for _ in range(workers):
        worker = kind(target=nothing)
        worker.start()
        worker.join()


# --- three ways to say what a worker shall do --------------------------------------------------------------


def report(what: str) -> None:
    """Way 1: a function."""
    say("I was made from", what)


class Report:
    """Way 2: an object that can be called like a function."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self) -> None:
        """Do what the worker shall do."""
        report(self.what)


class ReportThread(Thread):
    """Way 3: a subclass with a method `run`."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what

    def run(self) -> None:
        """Do what the worker shall do."""
        report(self.what)


class ReportProcess(Process):
    """Way 3 again: only the base class differs from `ReportThread`."""

    def __init__(self, what: str) -> None:
        super().__init__(name="way-3")
        self.what = what

    def run(self) -> None:
        """Do what the worker shall do."""
        report(self.what)


# --- memory ------------------------------------------------------------------------------------------------

city = "as in the file"


def append(items: list[str]) -> None:
    """Change a list and say what it looks like from here."""
    items.append("a new item")
    say("my list is", list(items))


def tell_city() -> None:
    """Say what a global variable of this module is in this process."""
    say("city is", city)


def set_to_seven(number: Counter) -> None:
    """Change a shared number."""
    number.value = 7


def leave_note(path: str, text: str) -> None:
    """Send `text` to the parent by a file, and 42 by the exit code."""
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib costs an import
        file.write(text)
    sys.exit(42)


# --- locks -------------------------------------------------------------------------------------------------


def add_blindly(counter: Counter, barrier: Barrier) -> None:
    """Add one, a hundred times. The barrier makes two workers read before either writes."""
    for _ in range(100):
        barrier.wait()
        seen = counter.value  # both read the same number ...
        barrier.wait()
        counter.value = seen + 1  # ... and both write the same number


def add_with_lock(counter: Counter, lock: AbstractContextManager[object]) -> None:
    """Add one, a hundred times. Nobody else reads or writes in between."""
    for _ in range(100):
        with lock:
            counter.value += 1


def natural_race(counter: Counter, times: int) -> None:
    """Add one, as often as is said. A function is called between reading and writing."""
    for _ in range(times):
        counter.value = same(counter.value) + 1


def same(number: int) -> int:
    """Return `number`."""
    return number
