"""Worker functions of lesson 00.

A child process must be able to import what it runs. That is why these stand in a file, and not in a
notebook cell.
"""

from __future__ import annotations

import threading
import time

from helpers.trace import say


def greet(name: str) -> None:
    """Say hello, count for a while, wait for a while, say goodbye."""
    say("hello, I am", name)
    for _ in range(10_000_000):  # the CPU is busy
        pass
    say("now I wait")
    time.sleep(1)  # the CPU is free
    say("goodbye")


def stay(seconds: float) -> None:
    """Stay for a while; when the learner stops the cell, leave without a traceback."""
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        say("interrupted")


def wait_for_ever() -> None:
    """Wait for something that never comes."""
    threading.Event().wait()


def end_with(code: int) -> None:
    """End this process with an exit code of our choice."""
    raise SystemExit(code)
