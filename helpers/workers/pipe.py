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

    from helpers.workers.process import Shown


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


def receive_bytes(reader: Connection) -> list[bytes]:
    """Receive until the end, or until nothing sensible comes."""
    messages: list[bytes] = []
    while True:
        try:
            messages.append(reader.recv_bytes())
        except (EOFError, OSError):
            return messages


def whole_messages(size: int, lock: AbstractContextManager[object]) -> int:
    """Let three children flood one end; return how many of their 300 messages arrive whole."""
    import multiprocessing  # noqa: PLC0415 - a child needs none of it

    reader, writer = multiprocessing.Pipe(duplex=False)
    gate = multiprocessing.Barrier(3)
    children = [multiprocessing.Process(target=flood, args=(mark, size, writer, gate, lock)) for mark in (1, 2, 3)]
    for child in children:
        child.start()
    writer.close()
    with reader:
        messages = receive_bytes(reader)
    for child in children:
        child.join()
    return sum(len(message) == size and len(set(message)) == 1 for message in messages)


def round_trip(send: Callable[[int], None], receive: Callable[[], object], times: int = 1000) -> float:
    """Return the seconds from a request to its reply: the shortest of many."""
    shortest = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        send(1)
        receive()
        shortest = min(shortest, time.perf_counter() - began)
    return shortest


def listing_4(expression: str, place: str = "below the guard") -> str:
    """Return the article's listing 4 as a program for ``METHOD``; see `run_listing_4`.

    Parameters
    ----------
    expression : str
        What `shout` calls: ``"child_end.send"`` as the article does, or ``"q.send"``.
    place : str
        Where the pipe is made: ``"below the guard"`` or ``"at the top"``.
    """
    top = "parent_end, child_end = multiprocessing.Pipe()\n" if place == "at the top" else ""
    below = "    parent_end, child_end = multiprocessing.Pipe()\n" if place == "below the guard" else ""
    return f"""import multiprocessing

{top}def shout(name, q):
    {expression}(name.upper())

if __name__ == "__main__":
{below}    processes = [multiprocessing.Process(target=shout, args=("kel", child_end)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print([parent_end.recv() for process in processes])
"""


def run_listing_4(listing: str) -> Shown:
    """Run it under each start method; print, and return, what came of it. It is ended after two seconds in `recv`."""
    import multiprocessing  # noqa: PLC0415

    from helpers.workers.process import Shown, run_script  # noqa: PLC0415

    lines = []
    net = "    __import__('faulthandler').dump_traceback_later(2, exit=True)\n    print(["
    for method in sorted(multiprocessing.get_all_start_methods()):
        first = f"    multiprocessing.set_start_method({method!r}, force=True)\n"
        safe = listing.replace('"__main__":\n', f'"__main__":\n{first}', 1).replace("    print([", net, 1)
        ended = run_script(safe)
        errors = ended.stderr.count("NameError:")
        end = ended.stdout.strip() or ("the parent is stuck in recv()" if " in recv" in ended.stderr else "no result")
        lines.append(f"{method}: {end}" + (f", after {errors} NameErrors" if errors else ""))
        print(lines[-1])  # noqa: T201
    return Shown("\n".join(lines))


def echo(receive: Callable[[], object], send: Callable[[object], None]) -> None:
    """Send back whatever is received, until None comes."""
    while (thing := receive()) is not None:
        send(thing)
