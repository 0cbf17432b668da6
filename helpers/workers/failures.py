"""Worker functions of lesson 07.

A child process must be able to import what it runs. That is why these stand in a file, and not in a notebook cell.
Some of them are wrong on purpose: the lesson shows what comes of it.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from multiprocessing import Pool, Process, parent_process
from multiprocessing.connection import wait

from helpers.trace import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier


def nap(seconds: float) -> float:
    """Sleep, and return for how long."""
    time.sleep(seconds)
    return seconds


def scale(factor: int, number: int) -> int:
    """Multiply."""
    return factor * number


# --- waits that never end ------------------------------------------------------------------------------------


def put_text(queue: Queue[str], length: int) -> None:
    """Put a long text into a queue."""
    queue.put("x" * length)
    say("put")


def send_lines(connection: Connection) -> None:
    """Send two lines, and end."""
    for line in ("first", "second"):
        connection.send(line)


def pay_over(first: AbstractContextManager[object], second: AbstractContextManager[object], gate: Barrier) -> None:
    """Take two locks, one after the other, as somebody does who moves money between two accounts."""
    gate.wait(30)  # both processes begin at the same moment
    with first:
        time.sleep(0.5)
        with second:
            say("paid over")


log_lock = threading.Lock()  # one per process, as in many libraries


def write_log(line: str, seconds: float = 0, begun: threading.Event | None = None) -> None:
    """Write a line while no other thread of this process writes."""
    with log_lock:
        if begun is not None:
            begun.set()
        time.sleep(seconds)
        say(line)


# --- pools ---------------------------------------------------------------------------------------------------


def weigh(number: int) -> int:
    """Return `number`, but die of 13 as a process does that the system kills, for instance when memory runs out."""
    if number == 13:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))  # Windows has no SIGKILL
    return number


def reciprocal(number: float) -> float:
    """Think for a moment, and return one divided by `number`."""
    time.sleep(0.2)
    return 1 / number


class PaymentError(Exception):
    """Takes two arguments, and hands one to `Exception`: it can be pickled, but not built again."""

    def __init__(self, amount: int, reason: str) -> None:
        super().__init__(f"{amount} refused: {reason}")


def pay(amount: int) -> int:
    """Refuse, with an error that can't travel."""
    raise PaymentError(amount, "no money")


class RepairedPaymentError(Exception):
    """Hands all its arguments to `Exception`, and makes its text when it is asked for."""

    def __init__(self, amount: int, reason: str) -> None:
        super().__init__(amount, reason)

    def __str__(self) -> str:
        """Return what a reader sees."""
        return "{} refused: {}".format(*self.args)


def pay_repaired(amount: int) -> int:
    """Refuse, with an error that can travel."""
    raise RepairedPaymentError(amount, "no money")


def square(number: int) -> int:
    """Return a number times itself."""
    return number * number


def sum_of_squares(numbers: list[int]) -> int:
    """Add squares, with a pool of its own."""
    with Pool(2) as pool:
        return sum(pool.map(square, numbers))


# --- what is left behind -------------------------------------------------------------------------------------


def leave_a_child(target: Callable[[Connection], None], connection: Connection) -> None:
    """Start a child, and soon leave without any clean-up, as a process does that is killed."""
    Process(target=target, args=(connection,), name="grandchild").start()
    time.sleep(0.5)
    os._exit(1)


def work_on(connection: Connection) -> None:
    """Work for a while, whatever happens to the parent."""
    time.sleep(1.5)
    connection.send("finished, for nobody")


def work_while_wanted(connection: Connection) -> None:
    """Work in short steps, and stop when the parent has ended."""
    parent = parent_process()
    while parent is not None and not wait([parent.sentinel], timeout=0.05):
        pass  # a short step of the work
    connection.send("stopped early")


# --- wrong without an error ----------------------------------------------------------------------------------


def new_dice(seed: int | str) -> random.Random:
    """Return a generator whose numbers all follow from the seed."""
    return random.Random(seed)  # noqa: S311 - a game


dice = new_dice(7)  # one per process


def roll() -> None:
    """Roll the dice of the module three times."""
    say(dice.choices(range(1, 7), k=3))


def roll_own(seed: str) -> None:
    """Roll dice of its own three times."""
    own = new_dice(seed)
    say(own.choices(range(1, 7), k=3))


def limit_threads(number: int) -> None:
    """Tell NumPy's library, before it is imported, how many threads it may start."""
    os.environ["OPENBLAS_NUM_THREADS"] = str(number)
