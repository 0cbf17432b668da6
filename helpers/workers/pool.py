"""Worker functions of lesson 05.

A pool's worker must be able to import what it runs. That is why these stand in a file, and not in a notebook cell.
"""

from __future__ import annotations

import os
import signal
import time

from helpers.trace import say


def shout(name: str, seconds: float = 0) -> str:
    """Take some time and return `name` in capitals (listings 5 and 6)."""
    time.sleep(seconds)
    return name.upper()


def nap(seconds: float) -> float:
    """Sleep, and return for how long. A negative time is an error."""
    time.sleep(seconds)
    return seconds


def tell(seconds: float) -> int:
    """Sleep, and return who slept: the pid."""
    time.sleep(seconds)
    return os.getpid()


# --- work that computes ------------------------------------------------------------------------------------

WIDTH, HEIGHT = 160, 48  # points of the picture


def draw_row(number: int) -> list[int]:
    """Compute one row of a picture of the Mandelbrot set: for each point, after how many steps it escapes."""
    row = []
    for column in range(WIDTH):
        point = complex(-2.1 + 2.9 * column / WIDTH, -1.2 + 2.4 * number / HEIGHT)
        z, steps = 0j, 0
        while abs(z) < 2 and steps < 1000:
            z = z * z + point
            steps += 1
        row.append(steps)
    return row


# --- one argument and several ------------------------------------------------------------------------------


def power(pair: tuple[float, int]) -> float:
    """Unpack one argument that holds two."""
    base, exponent = pair
    return base**exponent


def show(*args: object) -> tuple[object, ...]:
    """Return the arguments as they arrived."""
    return args


# --- errors ------------------------------------------------------------------------------------------------


def reciprocal(number: float) -> float:
    """Return one divided by `number`."""
    return 1 / number


def die() -> None:
    """Die as a process does that the system kills, for instance when memory runs out."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))  # Windows has no SIGKILL


# --- what a worker prepares once ---------------------------------------------------------------------------

table: dict[str, str] = {}


def load_table(language: str) -> None:
    """Load what every task needs; it stands for a file, a model, a connection."""
    time.sleep(0.3)
    say("table loaded")
    table["hello"] = {"en": "hello", "fr": "bonjour"}[language]


def greet(name: str) -> str:
    """Use what the worker has loaded."""
    return f"{table['hello']}, {name}"
