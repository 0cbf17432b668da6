"""A recording while it is made, where no terminal can draw it: a line whenever a process starts or ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from helpers.ground.machinery import MACHINERY
from helpers.record.names import steady_name
from helpers.show import text

if TYPE_CHECKING:
    from helpers.record.snapshot import Snapshot

_MOST = 200  # lines: whoever starts a thousand processes does not want to read of each


class Nothing:
    """Shows nothing."""

    is_on = False

    def frame(self, snapshot: Snapshot) -> None:
        """Return nothing to draw."""

    def draw(self, frame: None) -> None:
        """Draw nothing."""

    def close(self) -> None:
        """Have nothing to take away."""


class Lines:
    """Writes a line whenever a process starts or ends.

    Parameters
    ----------
    stream : file
        Where to.
    """

    is_on = True

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._started: set[str] = set()
        self._ended: set[str] = set()
        self._written = 0

    def frame(self, snapshot: Snapshot) -> list[str]:
        """Return the lines for what has changed since the last time."""
        lines = []
        for process in snapshot.processes:
            if process.role in MACHINERY or process.parent is None or process.pid is None:
                continue
            if process.id not in self._started:
                self._started.add(process.id)
                lines.append(f"{process.started:7.2f} s  {steady_name(process)} started, pid {process.pid}")
            if process.ended is not None and process.id not in self._ended:
                self._ended.add(process.id)
                outcome = text.steady_outcome(process)
                lines.append(f"{process.ended:7.2f} s  {steady_name(process)} \N{MIDDLE DOT} {outcome}")
        return lines

    def draw(self, frame: list[str]) -> None:
        """Write the lines."""
        for line in frame[: _MOST - self._written]:
            self._stream.write(f"{line}\n")
        if self._written < _MOST <= self._written + len(frame):
            self._stream.write("... the replay has the rest\n")
        self._written += len(frame)
        self._stream.flush()

    def close(self) -> None:
        """Have nothing to take away."""
