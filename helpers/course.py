"""Prepares the notebook's kernel for a lesson: start method, magics, and one line on where this runs."""

from __future__ import annotations

import multiprocessing
import os
import platform
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

START_METHOD = "COURSE_START_METHOD"
"""Environment variable that forces a start method."""


def begin(shell: InteractiveShell) -> None:
    """Set the start method that was asked for, register the magics and print one line about the machine.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        The kernel's shell.

    Raises
    ------
    IPython.core.error.UsageError
        If `START_METHOD` names no start method of this platform.
    """
    from IPython.core.error import UsageError  # noqa: PLC0415 - shown without a traceback

    from helpers import safety  # noqa: PLC0415 - in the kernel only
    from helpers.practice import cell_functions, worker_cell  # noqa: PLC0415 - in the kernel only

    try:
        force_start_method(os.environ.get(START_METHOD, ""))
    except ValueError as error:
        raise UsageError(str(error)) from None
    worker_cell.install(shell)
    cell_functions.install()
    safety.install(shell)
    # Tracebacks of children would carry colour codes from Python 3.13 on, as ipykernel sets FORCE_COLOR.
    os.environ["NO_COLOR"] = "1"
    print(greeting())  # noqa: T201


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


def machine() -> dict[str, Any]:
    """Return what the head of a picture says: start method, CPUs, CPUs that are usable, Python."""
    return {
        "method": multiprocessing.get_context().get_start_method(),
        "cpus": os.cpu_count() or 1,
        "cpus_usable": usable_cpus(),
        "python": platform.python_version(),
    }


def greeting() -> str:
    """Return one line: Python, system, CPUs that are really usable, start method."""
    facts = machine()
    return (
        f"Python {facts['python']} on {platform.system()}, {facts['cpus_usable']} of {facts['cpus']} CPUs usable, "
        f"start method {facts['method']}"
    )
