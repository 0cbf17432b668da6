"""Asks blocked processes for their Python stacks; see `helpers.trace.stacks`."""

from __future__ import annotations

import linecache
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

from helpers.ground.words import plain
from helpers.trace import log as logs
from helpers.trace.stacks import SIGNAL, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

    from helpers.record.snapshot import Process

_LIMIT = 2.0  # seconds that a process on a busy machine gets for its answer; one that is stopped never answers
_LOOK = 0.01
_MOST = 1 << 16  # bytes of a stack
_FRAME = re.compile(r'^  File "(.+)", line (\d+) in (\S+)\n', re.MULTILINE)  # a whole line: it is read while it grows
_NOT_THE_LEARNERS = re.compile(
    r"[/\\](?:multiprocessing|concurrent|helpers[/\\]trace|importlib)[/\\]|[/\\](?:threading|selectors|queue|socket)\.py$|^<"
)

# What stands outside of them in a forked child is its parent's; from 3.13 on it ends outside of the first.
_CHILDS_FIRST = {"_bootstrap", "_launch"}
_OUTERMOST = "<module>"


class Place(NamedTuple):
    """A line of code."""

    file: str
    line: int
    function: str

    def __str__(self) -> str:
        text = plain(linecache.getline(self.file, self.line).strip())
        name = "a cell" if re.search(r"ipykernel_\d+[/\\]", self.file) else plain(Path(self.file).name)
        return f"line {self.line} of {name}" + (f", `{text}`" if text else "")


def collect(processes: Iterable[Process], alive: Iterable[psutil.Process]) -> dict[str, Place]:
    """Return where processes are in their own code, by their id in the recording; those that don't answer are left out.

    Parameters
    ----------
    processes : iterable of Process
        Those of the recording.
    alive : iterable of psutil.Process
        The block's own that run now; no other is signalled.
    """
    log = logs.current()
    if log is None or SIGNAL is None:
        return {}
    members = {member.pid: member for member in alive}
    asked: dict[str, Path] = {}
    for process in processes:
        path = Path(log.folder, process.id + SUFFIX)
        if process.ended is None and process.pid in members and path.is_file() and not path.is_symlink():
            with suppress(psutil.Error):
                members[process.pid].send_signal(SIGNAL)  # psutil checks that it is still the same process
                asked[process.id] = path
    found: dict[str, Place] = {}
    limit = time.monotonic() + _LIMIT
    while asked and time.monotonic() < limit:
        time.sleep(_LOOK)
        for identity, path in list(asked.items()):
            stack = _read(path)
            place = innermost(stack)
            if place is not None:
                found[identity] = place
            if place is not None or _is_whole(stack):
                del asked[identity]
    return found


def innermost(stack: str) -> Place | None:
    """Return the innermost line of a stack that is neither multiprocessing's nor the course's; None if there is none.

    Parameters
    ----------
    stack : str
        As `faulthandler` writes it, the innermost frame first; its end may be missing.
    """
    for file, line, function in _FRAME.findall(stack):
        if function in _CHILDS_FIRST:
            return None
        if not _NOT_THE_LEARNERS.search(file):
            return Place(file, int(line), function)
    return None


def place_in_cell(frame: FrameType | None) -> str | None:
    """Return number and text of the line of the cell that this process is running.

    Parameters
    ----------
    frame : frame or None
        Where its main thread is.
    """
    while frame is not None:
        file = frame.f_code.co_filename
        if "ipykernel_" in file or file.startswith("<ipython-input"):
            return f"line {frame.f_lineno}, `{plain(linecache.getline(file, frame.f_lineno).strip())}`"
        frame = frame.f_back
    return None


def _is_whole(stack: str) -> bool:
    return any(function in _CHILDS_FIRST or function == _OUTERMOST for _, _, function in _FRAME.findall(stack))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
