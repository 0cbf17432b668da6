"""A recording while it is made, in a terminal: a live tree below what the program prints."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text

from helpers.ground.machinery import MACHINERY
from helpers.ground.words import plain
from helpers.record.names import steady_name
from helpers.show import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.record.snapshot import Process, Snapshot

_SHARE = 2  # the tree may have one half of the terminal
_STYLES = {"starting": "yellow", "running": "green", "ready": "yellow", "waiting": "cyan", "zombie": "magenta"}


def terminal(stream: TextIO) -> Terminal | None:
    """Return the live tree on a stream; None if that is no terminal, or one that can't draw."""
    console = Console(file=stream, highlight=False)
    can_draw = console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows
    return Terminal(stream, console) if can_draw and stream.isatty() else None


class Terminal:
    """Draws the tree at the bottom of a terminal, and leaves the rest of it to the program.

    The program has the terminal to itself, with its keyboard, its colours, its unfinished lines: nothing of what it
    writes passes through here. The lines at the bottom are taken out of the region that scrolls (DECSTBM), so what it
    prints goes up above them. A picture is one write, and puts the cursor back where the program had it.

    Parameters
    ----------
    stream : file
        A terminal.
    console : rich.console.Console
        Knows its colours and size.
    """

    is_on = True

    def __init__(self, stream: TextIO, console: Console) -> None:
        self._stream = stream
        self._console = console
        self._size = (0, 0)
        self._height = 0  # lines that the tree has now

    def frame(self, snapshot: Snapshot) -> list[Text]:
        """Return the lines of the tree."""
        room = max(2, self._console.size.height // _SHARE)
        lines = [_head(snapshot)]
        rows = list(text.branches(snapshot))
        hidden = 0
        if len(rows) >= room:  # those that have ended go first
            kept = [row for row in rows if row[1].ended is None or row[1].parent is None][: room - 2]
            hidden = len(rows) - len(kept)
            rows = kept
        lines += [_line(branch, process) for branch, process in rows]
        if hidden:
            lines.append(Text(f"   ... and {hidden} more", style="dim"))
        return lines

    def draw(self, frame: list[Text]) -> None:
        """Draw the lines."""
        size = os.get_terminal_size(self._stream.fileno())
        out = []
        if size != self._size:
            if self._height:
                out.append("\x1b7\x1b[r\x1b8")
            self._size, self._height = size, 0
        if size.lines < 4:
            return
        height = min(len(frame), size.lines // _SHARE)
        if height > self._height:
            out.append(self._make_room(height))
        out.append("\x1b7")
        for row in range(self._height):
            line = self._ansi(frame[row], size.columns) if row < height else ""
            out.append(f"\x1b[{size.lines - self._height + 1 + row};1H\x1b[0m{line}\x1b[0m\x1b[K")
        out.append("\x1b8")
        self._write("".join(out))

    def close(self) -> None:
        """Give the whole terminal back; the cursor is at the beginning of a line."""
        if not self._height:
            return
        top = self._size[1] - self._height + 1
        self._write(f"\x1b7\x1b[{top};1H\x1b[J\x1b[r\x1b8\x1b[0m")
        self._height, self._size = 0, (0, 0)

    def _make_room(self, height: int) -> str:
        """Scroll up what stands in the lines that the tree needs more, and let only those above it scroll."""
        more = height - self._height
        self._height = height
        bottom = self._size[1] - height
        return "\x1bD" * more + f"\x1b[{more}A" + f"\x1b7\x1b[1;{bottom}r\x1b8"

    def _ansi(self, line: Text, columns: int) -> str:
        line.truncate(columns - 1, overflow="ellipsis")
        with self._console.capture() as capture:
            self._console.print(line, end="", soft_wrap=True)
        return capture.get()

    def _write(self, words: str) -> None:
        os.write(self._stream.fileno(), words.encode(errors="replace"))


def _head(snapshot: Snapshot) -> Text:
    ours = [process for process in snapshot.processes if process.role not in MACHINERY]
    alive = sum(process.ended is None for process in ours)
    return Text(f"── {alive} running · {len(ours) - alive} ended · {snapshot.duration:.1f} s ──", style="dim")


def _line(branch: str, process: Process) -> Text:
    line = Text(f"{branch} " if branch else "", style="")
    line.append(steady_name(process) if branch else plain(process.name), style="bold")
    for words, style in _facts(process):
        line.append("  ")
        line.append(words, style=style)
    return line


def _facts(process: Process) -> Iterator[tuple[str, str]]:
    if process.ended is not None:
        yield (
            text.steady_outcome(process),
            "green" if process.exit_code == 0 else "dim" if process.exit_code is None else "red",
        )
        return
    if process.spans:
        yield process.spans[-1].state, _STYLES[process.spans[-1].state]
    if process.use:
        use = process.use[-1]
        yield f"{use.cpu:.0f} % CPU  {use.memory / 1e6:.0f} MB", "dim"
    if process.pid is not None:
        yield f"pid {process.pid}", "dim"
