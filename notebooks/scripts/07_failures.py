"""Loses no error: a worker that fails and a worker that is killed are both reported, and the rest is kept.

Run it in a terminal: python 07_failures.py
"""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

SOON = 30  # seconds; a wait without an end hides what went wrong


def divide(number):
    """Divide 60 by a number; 7 stands for a task that needs more memory than there is."""
    if number == 7:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))  # Windows has no SIGKILL
    return 60 / number


def attempt(number):
    """Run one task in a process of its own, and say what came of it."""
    with ProcessPoolExecutor(1) as executor:
        try:
            return executor.submit(divide, number).result(timeout=SOON)
        except ZeroDivisionError as error:
            return f"failed: {error}"
        except BrokenProcessPool:
            return "failed: the worker died"


def main():
    for number in (5, 0, 7, 12):
        print(f"60 / {number}:", attempt(number))


# A worker imports this file, and must not start one of its own.
if __name__ == "__main__":
    main()
