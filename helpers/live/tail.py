"""Reads the event files of a watched block while they are being written."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SUFFIX = ".log"


class Tail:
    """The events of all processes of one folder, each once.

    No file stays open between two reads: a block may have more processes than a learner may open files.

    Parameters
    ----------
    folder : pathlib.Path
        The block's private folder.

    Attributes
    ----------
    unreadable : int
        Lines that were no events: a full disk can tear one.
    """

    def __init__(self, folder: Path) -> None:
        self.unreadable = 0
        self._folder = folder
        self._offsets: dict[str, int] = {}  # bytes of whole lines that were read
        self._settled: set[str] = set()  # files of processes that have said that they end

    def read(self, *, final: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what was written since the last call, as (process id, event).

        Parameters
        ----------
        final : bool
            Look once more into the files of processes that have ended.
        """
        try:
            with os.scandir(self._folder) as entries:
                files = [
                    (entry.name.removesuffix(_SUFFIX), entry.path) for entry in entries if entry.name.endswith(_SUFFIX)
                ]
        except OSError:  # somebody has deleted the folder, or this process may open no more files
            return
        for identity, path in files:
            if final or identity not in self._settled:
                with suppress(OSError):
                    yield from self._read_file(identity, path)

    def _read_file(self, identity: str, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
        offset = self._offsets.get(identity, 0)
        if os.stat(path).st_size <= offset:  # noqa: PTH116 - every 25 ms for every living process
            return
        with open(path, "rb") as file:  # noqa: PTH123
            file.seek(offset)
            lines = file.read().split(b"\n")
        del lines[-1]  # empty, or a line that is still being written
        self._offsets[identity] = offset + sum(len(line) + 1 for line in lines)
        for line in lines:
            event = _parse(line)
            if event is None:
                self.unreadable += 1
                continue
            if event["kind"] == "ended":
                self._settled.add(identity)
            yield identity, event


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(event, dict) and isinstance(event.get("t"), int) and isinstance(event.get("kind"), str)
    return event if whole else None
