"""The private folder of a block, into which its processes write what they tell."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from helpers.ground.reserve import Reserve
from helpers.record.tail import Tail
from helpers.trace import log as logs
from helpers.trace import stacks

_TRIES = 5  # a child that starts just now may make its file while the folder is being removed


class Folder:
    """Where the processes of a block tell what they do, from `open` to `remove`.

    Attributes
    ----------
    tail : Tail or None
        Reads what they tell; None if there is no room for it.
    """

    def __init__(self) -> None:
        self.tail: Tail | None = None
        self._path: Path | None = None
        self._reserve: Reserve | None = None
        self._outer: logs.Log | None = None

    def make(self) -> Path:
        """Make the folder, for others to write to; return it.

        Raises
        ------
        OSError
            If the disk is full, or no more files can be opened.
        """
        self._reserve = Reserve()
        # Private: mode 0700, unguessable name. The pid is for the guardian of a kernel that is killed.
        self._path = Path(tempfile.mkdtemp(prefix=f"watch-{os.getpid()}-"))
        (self._path / logs.OPEN).touch()
        if stacks.are_wanted():
            (self._path / logs.STACKS).touch()
        self.tail = Tail(self._path)
        return self._path

    def open(self) -> logs.Log:
        """Make the folder, and let this process write to it; raise as `make` does."""
        log = logs.Log(str(self.make()), "0")
        log.open()  # now: two threads that open it at once would open it twice
        self._outer = logs.current()
        logs.follow(log)
        return log

    def close(self) -> None:
        """Say that the block is over: from now on a child that says something prints it."""
        if self._path is not None:
            with suppress(OSError):
                (self._path / logs.OPEN).unlink()

    def remove(self) -> logs.Log | None:
        """Remove the folder; return the log of a block of another process that watches this one, if it still does.

        This process writes to that again.
        """
        outer = self._outer if self._outer is not None and self._outer.is_read() else None
        logs.follow(outer)
        if self._reserve is not None:
            self._reserve.release()
        for _ in range(_TRIES):
            if self._path is None or not self._path.exists():
                break
            shutil.rmtree(self._path, ignore_errors=True)
        return outer
