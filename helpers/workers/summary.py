"""Worker functions of lesson 06.

A child process must be able to import what it runs. That is why these stand in a file, and not in a notebook
cell.
"""

from __future__ import annotations

import re
import time
from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing import Queue
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import SynchronizedArray
    from pathlib import Path

    Task = tuple[int, str]  # a text and its number
    Count = tuple[int, int]  # the number of a text, and how many words it has


# --- one small task, and three ways to give its result back ------------------------------------------------


def count_words(text: str, pause: float = 0.0) -> int:
    """Count the words of a text; with a pause, slowly enough to watch."""
    if pause:
        time.sleep(pause)
    return len(text.split())


def put_counts(tasks: Iterable[Task], results: Queue[Count], pause: float) -> None:
    """Count the words of each text; the results go into a queue."""
    for number, text in tasks:
        results.put((number, count_words(text, pause)))


def send_counts(tasks: Iterable[Task], child_end: Connection[Count, Count], pause: float) -> None:
    """Count the words of each text; the results go into a pipe."""
    with child_end:  # closed at the end, so the parent is not left waiting
        for number, text in tasks:
            child_end.send((number, count_words(text, pause)))


def store_counts(tasks: Iterable[Task], counts: SynchronizedArray[int], pause: float) -> None:
    """Count the words of each text; the results go into shared memory."""
    for number, text in tasks:
        counts[number] = count_words(text, pause)  # each text has a place of its own: no lock is needed


# --- when is a result there? -------------------------------------------------------------------------------


def nap(seconds: float) -> tuple[float, float]:
    """Sleep; return when it began and when it ended."""
    began = time.monotonic()  # one clock for all processes of a machine
    time.sleep(seconds)
    return began, time.monotonic()


# --- the closing project -----------------------------------------------------------------------------------


def count_file(path: Path) -> Counter[str]:
    """Count how often each word of two letters or more occurs in a file."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return Counter(re.findall(r"\b[a-z]{2,}\b", text.lower()))


def count_files(paths: Iterable[Path]) -> Counter[str]:
    """Count the words of several files together."""
    total: Counter[str] = Counter()
    for path in paths:
        total.update(count_file(path))
    return total
