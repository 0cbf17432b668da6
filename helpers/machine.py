"""Does this machine have what the course needs? Lesson 00 asks."""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from helpers.ground.facts import choice_left_open
from helpers.workers.start import end_with

_DISTRIBUTION = "multiprocessing-made-visible"
_PACKAGES = ("ipykernel", "ipywidgets", "anywidget", "psutil", "matplotlib")  # without which a lesson does not run
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
        *(check_package(wanted, _installed(wanted.name)) for wanted in _requirements()),
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
            "Restart the kernel (press 0 twice) and run again. If that does not help, something forbids new processes.",
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


def check_package(wanted: Requirement, installed: str | None) -> Check:
    """Return whether a package is there in a version that will do.

    Parameters
    ----------
    wanted : packaging.requirements.Requirement
        Its name and the versions that will do.
    installed : str or None
        The version that is there; None if none is.
    """
    at_least = next(bound.version for bound in wanted.specifier if bound.operator == ">=")
    bounds = SpecifierSet(",".join(str(bound) for bound in wanted.specifier if bound.operator != "<"))  # new: may do
    ok = installed is not None and bounds.contains(installed, prereleases=True)
    remedy = f"In the course's environment: pip install '{wanted.name}>={at_least}'"
    if wanted.name == "ipykernel" and (installed or "").startswith("7.0."):  # loses updates that come from a thread
        remedy = "ipykernel 7.0 shows no live picture. In its environment: pip install 'ipykernel>=7.1'"
    return Check(f"{wanted.name} is {at_least} or newer", ok, remedy)


def _requirements() -> list[Requirement]:
    """Return what the course says that it needs, as pyproject.toml has it."""
    known = {found.name: found for found in map(Requirement, metadata.requires(_DISTRIBUTION) or ())}
    return [known[name] for name in _PACKAGES]


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


@choice_left_open()
def _has_locks() -> bool:
    try:
        multiprocessing.Lock()
    except (ImportError, OSError):
        return False
    return True


@choice_left_open()
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
