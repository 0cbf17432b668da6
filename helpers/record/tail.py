"""Reads the logs and tapes of a watched block while they are being written.

The folder is private, but what runs in the block may put anything into it. So nothing there is more than data, only
regular files of the right names are opened, nothing is waited for, and what a file can hold has a bound.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.trace.tape import FILE as _FILE
from helpers.trace.tape import HEAD, NO_WAIT, PICKLED, SUFFIX, WAITING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import FileIO
    from pathlib import Path

_SUFFIX = ".log"
_CHUNK = 1 << 14  # bytes
_LINE = 1 << 24  # bytes of a line, at most; the longest that a process tells has the name that it was given
_LOG = 1 << 28  # bytes of a log, at most: a recording is held in memory
_PROCESS = r"0(?:\.f?[0-9]{1,9})*"  # see helpers.trace.log.Log: "0.2.1", and of a bare fork "0.2.f4711"
_LOG_NAME = re.compile(rf"{_PROCESS}{re.escape(_SUFFIX)}")
_TAPE_NAME = re.compile(rf"{_PROCESS}~[0-9]{{1,9}}~[0-9]{{1,9}}{re.escape(SUFFIX)}")
_HEAD = HEAD.size
_LONGEST = _HEAD + 255  # bytes of a record
_unpack = HEAD.unpack_from
_FLAGS = os.O_RDONLY
for _flag in ("O_CLOEXEC", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"):  # as far as this system has them
    _FLAGS |= getattr(os, _flag, 0)


class Record(NamedTuple):
    """A record of a tape; `helpers.trace.tape` explains the fields. A text has one of two forms."""

    process: str
    thread: int
    kind: int
    object: int
    t: int
    number: int
    size: int
    checksum: int
    extra: int
    text: str
    pickled: bytes = b""
    since: int = 0

    def begin(self, time: float) -> float:
        """Return when the wait began that this record ends, on the clock on which that was at `time`."""
        return time - (self.t - self.since) / 1e9 if self.since else time


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
        Lines that are not events: a full disk can tear one.
    """

    def __init__(self, folder: Path) -> None:
        self.unreadable = 0
        self._folder = folder
        self._offsets: dict[str, int] = {}  # bytes of whole lines that were read
        self._settled: set[str] = set()  # files of processes that have said that they end
        self._tapes: dict[str, _TapeReader] = {}
        self._finished: set[str] = set()  # tapes that were read to their end

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
                    (entry.name.removesuffix(_SUFFIX), entry.path)
                    for entry in entries
                    if _LOG_NAME.fullmatch(entry.name)
                ]
        except OSError:  # somebody has deleted the folder, or this process may open no more files
            return
        for identity, path in files:
            if final or identity not in self._settled:
                with suppress(OSError):
                    yield from self._read_file(identity, path, final=final)

    def read_tapes(self, is_known: Callable[[Record], bool], *, limit: int | None = None) -> Iterator[Record]:
        """Yield records that were written since the last call.

        Parameters
        ----------
        is_known : callable
            Tells of a record whether a log has introduced what it names; the rest of its tape is left for later.
        limit : int, optional
            Records to read of each tape, about; the rest is left for the next call.
        """
        try:
            with os.scandir(self._folder) as entries:
                names = [entry.name for entry in entries if _TAPE_NAME.fullmatch(entry.name)]
        except OSError:
            return
        unread = ""
        for name in sorted(set(names) - self._finished, key=_tape_order):
            stem = _tape_order(name)[0]
            if stem == unread:  # first the rest of the file before
                continue
            reader = self._tapes.get(name)
            if reader is None:
                reader = self._tapes[name] = _TapeReader(self._folder / name, is_known)
            with suppress(OSError):
                yield from reader.read(limit)
            if reader.is_full:
                self._finished.add(name)
                del self._tapes[name]
            else:
                unread = stem

    def _read_file(self, identity: str, path: str, *, final: bool) -> Iterator[tuple[str, dict[str, Any]]]:
        found = os.lstat(path)  # many times a second for every living process
        if found.st_size <= self._offsets.get(identity, 0) or not stat.S_ISREG(found.st_mode):
            return
        with _open(path) as file:
            for line in self._new_lines(identity, file, final=final):
                event = _parse(line)
                if event is None:
                    self.unreadable += 1
                    continue
                if event["kind"] == "ended":
                    self._settled.add(identity)
                yield identity, event

    def _new_lines(self, identity: str, file: FileIO, *, final: bool) -> Iterator[bytes]:
        """Yield whole lines; what is longer than any line counts as one."""
        while True:
            offset = self._offsets.get(identity, 0)
            file.seek(offset)
            data = file.read(min(_LINE, _LOG - offset))
            *lines, rest = data.split(b"\n")  # the rest is empty, or a line that is still being written
            if len(rest) == _LINE:
                lines, rest = [rest], b""
            self._offsets[identity] = offset + len(data) - len(rest)
            yield from lines
            if not final or not lines:
                return


class _TapeReader:
    """One file of a tape: see `helpers.trace.tape`."""

    def __init__(self, path: Path, is_known: Callable[[Record], bool]) -> None:
        identity, thread, _ = path.name.removesuffix(SUFFIX).split("~")
        self.is_full = False
        self._path = path
        self._is_known = is_known
        self._identity = identity
        self._thread = int(thread)
        self._offset = 0
        self._waiting: Record | None = None  # what was told last of what the thread waits for

    def read(self, limit: int | None) -> Iterator[Record]:
        # Asked first: what is there then is all that the file will ever have.
        followed, now = self._is_followed(), time.monotonic_ns()
        with _open(self._path) as file:
            size = min(os.fstat(file.fileno()).st_size, _FILE)
            data = _read_twice(file, self._offset)
            at, left, whole = 0, _FILE if limit is None else limit, len(data) - _LONGEST
            while left > 0:
                if at > whole and self._offset + len(data) < size:
                    self._offset += at
                    data, at = _read_twice(file, self._offset), 0
                    whole = len(data) - _LONGEST
                body = at + _HEAD
                if body > len(data):  # a file that is being made is not even empty
                    self.is_full = followed
                    break
                length, form, thing, t, since, number, of, checksum, extra, kind = _unpack(data, at)
                if not kind:  # not written yet
                    self.is_full = followed
                    break
                after = body + length
                if after > len(data):  # it has changed since it was read first
                    break
                text = data[body:after].decode("utf-8", "replace") if length and form != PICKLED else ""
                pickled = data[body:after] if form == PICKLED else b""
                record = Record(self._identity, self._thread, kind, thing, t, number, of, checksum, extra, text,
                                pickled, since)  # fmt: skip
                if not self._is_known(record):
                    break
                if kind == WAITING:
                    # One that has lasted long enough to count will get a record of its own when it is over.
                    if now - since >= NO_WAIT and record != self._waiting:
                        self._waiting = record
                        yield record
                    break
                at = after
                yield record
                left -= 1
            self._offset += at

    def _is_followed(self) -> bool:
        """Tell whether the thread goes on in another file: then this one has no more."""
        stem, _, count = self._path.name.removesuffix(SUFFIX).rpartition("~")
        return self._path.with_name(f"{stem}~{int(count) + 1}{SUFFIX}").exists()


def _read_twice(file: FileIO, offset: int) -> bytes:
    """Read a part of a tape, as far as nobody was writing to it meanwhile.

    What the first reading has found to be there was whole then, but not every byte of it need have been so when it was
    read; the second one finds it whole.
    """
    file.seek(offset)
    before = file.read(_CHUNK)
    file.seek(offset)
    data = file.read(_CHUNK)
    if data == before:
        return data
    same, differs = 0, min(len(before), len(data))
    while differs - same > 1:
        middle = (same + differs) // 2
        same, differs = (middle, differs) if data[:middle] == before[:middle] else (same, middle)
    return data[:same]


def _open(path: str | Path) -> FileIO:
    """Open a regular file; a link or a pipe is an OSError, not a wait."""
    file = open(path, "rb", buffering=0, opener=lambda name, _: os.open(name, _FLAGS))  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(f"{os.fspath(path)} is not a regular file")
    return file


def _tape_order(name: str) -> tuple[str, int]:
    stem, _, count = name.removesuffix(SUFFIX).rpartition("~")
    return stem, int(count)


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):  # nested too deeply
        return None
    whole = isinstance(event, dict) and isinstance(event.get("t"), int) and isinstance(event.get("kind"), str)
    return event if whole else None
