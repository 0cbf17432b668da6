"""Worker functions of lesson 04.

A child process must be able to import what it runs. That is why these stand in a file, and not in a notebook
cell.
"""

from __future__ import annotations

import os
import time

from helpers.trace import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier


def shout(name: str, connection: Connection) -> None:
    """Send `name` in capitals (listing 4, repaired)."""
    connection.send(name.upper())


def answer(connection: Connection) -> None:
    """Answer each word with the word in capitals, until None comes."""
    while (word := connection.recv()) is not None:
        time.sleep(0.2)  # some work
        connection.send(word.upper())
    say("no more questions")


def count_to(limit: int, connection: Connection) -> None:
    """Send 1, 2, 3 ... up to `limit`, and end."""
    for number in range(1, limit + 1):
        time.sleep(0.1)  # some work
        connection.send(number)


def send_and_die(when: str, connection: Connection) -> None:
    """Leave without a word of farewell: before, during or after a message is sent."""
    if when == "before":
        os._exit(1)
    size = 1_000_000 if when == "during" else 3  # a million is more than a pipe holds: send waits for a reader
    connection.send("x" * size)
    os._exit(1)


def send_until_closed(connection: Connection, *unused: Connection) -> None:
    """Send, until nobody can receive any more; first close the ends that this process does not use."""
    for end in unused:
        end.close()
    try:
        while True:
            connection.send(bytes(100_000))
    except BrokenPipeError:
        say("nobody receives any more: I stop")


def flood(mark: int, size: int, connection: Connection, gate: Barrier, lock: AbstractContextManager[object]) -> None:
    """Send a hundred messages of `size` equal bytes, at the same time as the others at the `gate`."""
    gate.wait(30)
    for _ in range(100):
        with lock:
            connection.send_bytes(bytes([mark]) * size)


def send_in_turn(word: str, connection: Connection, lock: AbstractContextManager[object]) -> None:
    """Make and send a long message while nobody else sends."""
    with lock:
        time.sleep(0.2)  # some work
        connection.send(word * 100_000)


def echo(receive: Callable[[], object], send: Callable[[object], None]) -> None:
    """Send back whatever is received, until None comes."""
    while (thing := receive()) is not None:
        send(thing)
