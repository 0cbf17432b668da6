"""Facts about this machine: start methods, CPUs, Python."""

from __future__ import annotations

import multiprocessing
import os
import platform
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

START_METHOD = "COURSE_START_METHOD"
"""Environment variable that forces a start method."""


def start_method() -> str:
    """Return the start method that is in force, and leave it open if nobody has chosen it.

    `multiprocessing.get_start_method` chooses the default, and then ``set_start_method`` is refused.
    """
    return multiprocessing.get_start_method(allow_none=True) or multiprocessing.get_all_start_methods()[0]


@contextmanager
def choice_left_open() -> Iterator[None]:
    """Take back the choice of a start method that the block makes by starting a child or making a lock."""
    before = multiprocessing.get_start_method(allow_none=True)
    try:
        yield
    finally:
        if before is None:
            multiprocessing.set_start_method(None, force=True)


def force_start_method(method: str) -> None:
    """Make `method` the start method; empty leaves the platform's own.

    Raises
    ------
    ValueError
        If this platform has no such start method.
    """
    if not method:
        return
    check_start_method(method, START_METHOD, f"{START_METHOD}=spawn")
    multiprocessing.set_start_method(method, force=True)


def check_start_method(method: str, where: str, example: str) -> None:
    """Look whether this platform has a start method.

    Raises
    ------
    ValueError
        If not; it says where the name was given, and how it can be given.
    """
    known = multiprocessing.get_all_start_methods()
    if method not in known:
        raise ValueError(
            f"{where} is {method!r}, but this system's start methods are {', '.join(sorted(known))}; "
            f"for example {example}"
        )


def usable_cpus() -> int:
    """Return how many CPUs this process may use, which a container or ``taskset`` may have made fewer.

    The same as `os.process_cpu_count`, which is new in Python 3.13.
    """
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def facts() -> dict[str, Any]:
    """Return what the head of a picture says: start method, CPUs, CPUs that are usable, Python."""
    return {
        "method": start_method(),
        "cpus": os.cpu_count() or 1,
        "cpus_usable": usable_cpus(),
        "python": platform.python_version(),
    }
