"""The fast part of a process's log: messages, waits, locks and tasks, as many as ten thousand a second.

Each thread writes to a memory-mapped file of its own: no lock, no system call, and what a killed process wrote stays.
A file is a row of records (`HEAD`, then the text that it announces), the rest of it is zeros. A record counts once its
kind is there, which is written last. When a file is full the thread goes on in the next one.

=========  ==============================================================================================
``PUT``    an object went into a queue's buffer; ``number`` of this put in this process; text: its short form
``LOST``   the feeder thread could not send it; ``number`` as above; text: class of the exception
``SENT``   a message was written; ``size`` in bytes, ``checksum``; ``number`` as above, text: its short form unless
           ``PUT`` had it; or 0 if it was not put before, ``extra``: microseconds that writing took
``GOT``    a message was read; ``size``, ``checksum``; it ends the thread's wait
``WAITS``  the thread is about to wait; ``number``: index in `OPERATIONS`; text: short form of what it sends;
           ``size``: 1 if an idle worker has the lock of its pool's tasks meanwhile
``GOES``   its wait is over
``HELD``   a lock was acquired; it ends the thread's wait
``FREED``  a lock was released
``TASK``   a pool worker begins a task, which ends its wait; ``number``: of the job, ``size``: of the chunk in its
           job, ``extra``: items in the chunk and one, or 0; text: the function
``DONE``   it is done; text: class of the exception that it raised, or none
=========  ==============================================================================================

``object`` is a number that a line of the log (kind ``made`` or ``ref``) has introduced.
"""

from __future__ import annotations

import os
import struct
import threading
from time import monotonic_ns

from helpers.trace.marks import here

TYPE_CHECKING = False
if TYPE_CHECKING:
    import mmap

    from helpers.trace.log import Log

PUT, LOST, SENT, GOT, WAITS, GOES, HELD, FREED, TASK, DONE = range(1, 11)
OPERATIONS = (
    "get", "put", "recv", "send", "poll", "acquire", "wait", "join", "result", "task", "flush", "notify", "set",
)  # fmt: skip
HEAD = struct.Struct("<BBHqIIII")
"""Kind, length of the text, object, time in nanoseconds, number, size, checksum, extra."""

SUFFIX = ".tape"

_FILE = 1 << 17  # bytes
_FILES = 512  # of one thread: 64 MB, or a million messages
_TEXT = 240  # bytes
_CHECK_EVERY = 50_000_000  # nanoseconds between two looks whether the block still lasts
_pack = HEAD.pack_into
_HEAD = HEAD.size


class Tape:
    """What one thread of this process tells.

    Parameters
    ----------
    log : Log
        The log of its process.
    number : int
        Of the thread in its process.
    """

    __slots__ = ("_count", "_due", "_full", "_map", "_number", "_position", "log", "pid", "waiting")

    def __init__(self, log: Log, number: int) -> None:
        self.log = log
        self.pid = log.pid
        self.waiting: int = False  # or, in a connection, 2
        self._number = number
        self._count = 0
        self._position = _FILE
        self._map: mmap.mmap | None = None
        self._due = 0
        self._full = False

    def add(  # noqa: PLR0913, PLR0917 - a record's fields
        self, kind: int, thing: int, t: int = 0, number: int = 0, size: int = 0, checksum: int = 0,
        extra: int = 0, text: str = "",
    ) -> None:  # fmt: skip
        """Append a record. An error is counted, never raised, as everywhere in this package.

        Parameters
        ----------
        kind, thing, number, size, checksum, extra, text
            See the module; `thing` is the number of an object.
        t : int
            When it happened, `time.monotonic_ns`; now, if it is 0.
        """
        try:
            if not t:
                t = monotonic_ns()
            position = self._position
            start = end = position + _HEAD
            length = 0
            if text:
                words = text.encode("utf-8", "backslashreplace")[:_TEXT]
                length = len(words)
                end += length
            if end > _FILE or t > self._due:
                if not self._may_go_on(t, end):
                    return
                position = self._position
                start = position + _HEAD
                end = start + length
            tape: mmap.mmap = self._map  # type: ignore[assignment]
            _pack(tape, position, 0, length, thing, t, number, size & 0xFFFFFFFF, checksum, extra)
            if length:
                tape[start:end] = words
            self._position = end
            tape[position] = kind  # last: from now on it counts
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            self.log.errors += 1

    def _may_go_on(self, t: int, end: int) -> bool:
        """Tell whether there is a reader and room."""
        self._due = t + _CHECK_EVERY
        if not self.log.is_read():
            self.log.leave()
            return False
        if end <= _FILE:
            return True
        if self._count == _FILES or self._full:
            self._full = True
            self.log.missed += 1
            return False
        self._next_file()
        return True

    def _next_file(self) -> None:
        import mmap  # noqa: PLC0415 - a process that tells nothing need not import it

        name = f"{self.log.identity}~{self._number}~{self._count}{SUFFIX}"
        path = os.path.join(self.log.folder, name)  # noqa: PTH118
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if hasattr(os, "posix_fallocate"):  # a write to a hole in a full disk would kill the process
                os.posix_fallocate(file, 0, _FILE)
            else:
                os.truncate(file, _FILE)
            self._map = mmap.mmap(file, _FILE)
        finally:
            os.close(file)
        self._count += 1
        self._position = 0


def tape_of(log: Log) -> Tape:
    """Return this thread's tape."""
    tape: Tape | None = here.tape
    if tape is None or tape.log is not log:
        main = threading.get_ident() == threading.main_thread().ident
        number = 0 if main else next(log.threads)
        if number:
            log.write("thread", n=number, name=threading.current_thread().name)
        tape = here.tape = Tape(log, number)
    return tape
