"""Does this machine have what the course needs? Lesson 00 asks."""

from __future__ import annotations

import multiprocessing
import re
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata

from helpers.workers.start import end_with

_PACKAGES = {  # the same lower bounds as in pyproject.toml
    "ipykernel": (6, 29),
    "ipywidgets": (8, 1, 2),
    "anywidget": (0, 9, 13),
    "psutil": (6,),
    "matplotlib": (3, 8),
}
_PATIENCE = 30.0  # seconds for one child to start and end; a busy machine needs a tenth of that


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the course needs.

    Attributes
    ----------
    name : str
        What is needed.
    ok : bool
        Whether it is there.
    remedy : str
        What to do if it is not.
    """

    name: str
    ok: bool
    remedy: str

    def __str__(self) -> str:
        return f"ok  {self.name}" if self.ok else f"NO  {self.name}\n    {self.remedy}"


def checks() -> list[Check]:
    """Look at this machine and return what was found, one `Check` per need."""
    return [
        check_python(sys.version_info[:2]),
        *(check_package(name, at_least, _installed(name)) for name, at_least in _PACKAGES.items()),
        Check(
            "there is room for temporary files",
            _can_write(),
            f"Free some space on the disk, or make the folder {tempfile.gettempdir()} writable.",
        ),
        Check(
            "locks between processes work",
            _has_locks(),
            "The system offers no semaphores. In a container, /dev/shm must exist and be writable.",
        ),
        Check(
            "a child process starts and ends",
            _child_works(),
            "Restart the kernel (press 0 twice) and run again. If it stays, something forbids new processes.",
        ),
    ]


def check_python(version: tuple[int, int]) -> Check:
    """Return whether this Python is new enough.

    Parameters
    ----------
    version : tuple of int
        Major and minor.
    """
    return Check(
        "Python is 3.11 or newer",
        version >= (3, 11),
        "Make the course's environment as README.md describes, and start JupyterLab from it.",
    )


def check_package(name: str, at_least: tuple[int, ...], installed: str | None) -> Check:
    """Return whether a package is there and new enough.

    Parameters
    ----------
    name : str
        As in ``pip install name``.
    at_least : tuple of int
        The oldest version that will do.
    installed : str or None
        The version that is there; None if none is.
    """
    text = ".".join(map(str, at_least))
    found = tuple(int(number) for number in re.findall(r"\d+", installed or "")[:3])
    ok = found >= at_least
    remedy = f"In the course's environment: pip install '{name}>={text}'"
    if name == "ipykernel" and found[:2] == (7, 0):  # loses updates that come from a thread
        ok = False
        remedy = "ipykernel 7.0 shows no live picture. In its environment: pip install 'ipykernel>=7.1'"
    return Check(f"{name} is {text} or newer", ok, remedy)


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _can_write() -> bool:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x" * 1_000_000)
    except OSError:
        return False
    return True


def _has_locks() -> bool:
    try:
        multiprocessing.Lock()
    except (ImportError, OSError):
        return False
    return True


def _child_works() -> bool:
    child = multiprocessing.Process(target=end_with, args=(7,), name="check")
    try:
        child.start()
    except OSError:
        return False
    child.join(_PATIENCE)
    works = child.exitcode == 7
    child.kill()
    child.join()
    child.close()
    return works
