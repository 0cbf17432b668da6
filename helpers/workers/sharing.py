"""Worker functions of lesson 09. NumPy is imported only where it is used: most children need none."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from helpers.trace import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from ctypes import Array, c_longlong
    from multiprocessing.connection import Connection
    from multiprocessing.shared_memory import ShareableList, SharedMemory
    from multiprocessing.sharedctypes import Synchronized
    from multiprocessing.synchronize import Barrier

# --- one number ------------------------------------------------------------------------------------------------------


def sell(sold: Synchronized[int], times: int) -> None:
    """Add 1 to a shared number, under its lock; printing the ticket takes a little time."""
    for _ in range(times):
        time.sleep(0.05)
        with sold.get_lock():
            sold.value += 1
            time.sleep(0.05)


def sell_at_once(sold: Synchronized[int], barrier: Barrier, times: int) -> None:
    """Add 1 to a shared number; each time both tills have read it before one of them writes."""
    for _ in range(times):
        seen = sold.value
        barrier.wait()
        sold.value = seen + 1
        barrier.wait()


def add_many(number: Synchronized[int], times: int, begin: Barrier) -> None:
    """Add 1 many times, under the lock; begin when everybody is there."""
    begin.wait()
    for _ in range(times):
        with number.get_lock():
            number.value += 1


# --- numbers side by side --------------------------------------------------------------------------------------------


def square_some(numbers: Array[c_longlong], places: Iterable[int]) -> None:
    """Write the square of each place to that place."""
    for place in places:
        numbers[place] = place * place
        time.sleep(0.02)


# --- a picture -------------------------------------------------------------------------------------------------------


def brighten(block: SharedMemory, shape: tuple[int, int], rows: slice) -> None:
    """Make some rows of a picture in shared memory brighter, where they are."""
    import numpy as np

    picture = np.ndarray(shape, dtype=np.uint8, buffer=block.buf)
    picture[rows] = 255 * (picture[rows] / 255) ** 0.5
    time.sleep(0.3)  # so that you can see it in the picture
    del picture  # it must not outlive the block
    block.close()


def look(block: SharedMemory) -> None:
    """Look at the first byte of a block for a while, and close it."""
    first = block.buf[0]  # type: ignore[index]
    time.sleep(0.3)
    say("the first byte is", first)
    block.close()


def find(name: str) -> None:
    """Attach a block by its name, and say what is in it."""
    from multiprocessing.shared_memory import SharedMemory

    block = SharedMemory(name=name)
    say("found", bytes(block.buf[:5]))  # type: ignore[index]
    block.close()


def change_menu(menu: ShareableList[Any]) -> None:
    """Change two items of a list in shared memory."""
    menu[0] = "coffee"
    menu[1] += 1
    menu.shm.close()


def private_memory() -> float:
    """Return how much memory this process has for itself alone, in megabytes."""
    import psutil

    return psutil.Process().memory_full_info().uss / 1e6


def weigh(connection: Connection, shape: tuple[int, ...]) -> None:
    """Receive a picture, as an object or in a block, look at all of it, and answer how much memory that has cost."""
    import numpy as np

    connection.send(None)  # all is imported
    for _ in range(2):
        before = private_memory()
        thing = connection.recv()
        picture = np.ndarray(shape, np.uint8, thing.buf) if hasattr(thing, "buf") else thing
        connection.send((float(picture.mean()), private_memory() - before))
        del picture
        del thing


# --- managers --------------------------------------------------------------------------------------------------------


def take_orders(orders: dict[str, int], names: Sequence[str]) -> None:
    """Write orders into a manager's dictionary, each a call."""
    for name in names:
        orders[name] = len(name)
        time.sleep(0.1)


# --- copies on writing -----------------------------------------------------------------------------------------------


def read_slowly(things: Any, connection: Connection) -> None:
    """Look at one tenth after the other; after each tell how much memory this process has for itself."""
    count = len(things)
    for tenth in range(11):
        first, last = count * max(0, tenth - 1) // 10, count * tenth // 10
        if isinstance(things, bytes):
            things.count(0, first, last)
        elif hasattr(things, "sum"):  # an array of NumPy
            things[first:last].sum()
        else:
            for thing in things[first:last]:
                float(thing)
        connection.send(private_memory())


# --- the way of a message --------------------------------------------------------------------------------------------


def receive_all(connection: Connection) -> None:
    """Receive pictures in several ways, and answer each with its last byte; None is the end."""
    import pickle

    import numpy as np

    while (way := connection.recv()) is not None:
        if way == "pickle":
            data = connection.recv()
        elif way == "pickle 5":
            head, body = connection.recv_bytes(), connection.recv_bytes()
            data = pickle.loads(head, buffers=[body])
        elif way == "bytes":
            data = connection.recv_bytes()
        elif way == "shared memory":
            block = connection.recv()
            data = np.frombuffer(block.buf, np.uint8)
        else:
            data = np.memmap(connection.recv(), np.uint8, "r")
        connection.send(int(data[-1]))
        if way == "shared memory":
            del data
            block.close()


def keep(counter: Synchronized[int]) -> None:
    """Keep what a pool's worker is given when it begins: see `count_done`."""
    global _counter
    _counter = counter


def count_done(seconds: float) -> float:
    """Work for a while, and count it."""
    time.sleep(seconds)
    with _counter.get_lock():
        _counter.value += 1
    return seconds


_counter: Synchronized[int]
