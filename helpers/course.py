"""Prepares the notebook's kernel for a lesson: start method, magics, and one line on where this runs.

This is the roof of the house: it imports every room, and nothing else imports it.
"""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING

from helpers.ground.facts import START_METHOD, facts, force_start_method, usable_cpus

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["begin", "usable_cpus"]  # lessons ask here how many CPUs they may use


def begin(shell: InteractiveShell) -> None:
    """Set the start method that was asked for, register the magics and print one line about the machine.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        The kernel's shell.

    Raises
    ------
    IPython.core.error.UsageError
        If ``COURSE_START_METHOD`` names no start method of this platform.
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


def greeting() -> str:
    """Return one line: Python, system, CPUs that are really usable, start method."""
    here = facts()
    return (
        f"Python {here['python']} on {platform.system()}, {here['cpus_usable']} of {here['cpus']} CPUs usable, "
        f"start method {here['method']}"
    )
