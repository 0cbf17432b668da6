"""The fast part of a process's log: messages, waits, locks and tasks, as many as ten thousand a second.

Each thread writes to a memory-mapped file of its own: no lock, no system call, and what a killed process wrote stays.
A file is a row of records (`HEAD`, then the text that it announces), the rest of it is zeros. A record counts once its
kind is there, the last byte of its head. When a file is full the thread goes on in the next one.

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
``CALLED`` a manager has answered, which ends the thread's wait; text: short form of the answer, or, if ``number``
           is 1, class of the exception
``ASKED``  a manager has got a request; ``checksum`` of the method's name, which the caller's ``WAITS`` has, too
``ANSWERED``  it answers the last request of this thread
=========  ==============================================================================================

``object`` is a number that a line of the log (kind ``made`` or ``ref``) has introduced.
"""

from __future__ import annotations

import os
import struct
import threading
from time import monotonic_ns

from .marks import here

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .log import Log

PUT, LOST, SENT, GOT, WAITS, GOES, HELD, FREED, TASK, DONE, CALLED, ASKED, ANSWERED = range(1, 14)
OPERATIONS = (
    "get", "put", "recv", "send", "poll", "acquire", "wait", "join", "result", "task", "flush", "notify", "set",
    "call",
)  # fmt: skip
HEAD = struct.Struct("<BHqIIIIB")
"""Length of the text, object, time in nanoseconds, number, size, checksum, extra, kind."""

SUFFIX = ".tape"

FILE = 1 << 17  # bytes of each
_FILES = 512  # of one thread: 64 MB, or a million messages
TEXT = 240  # bytes, at most
_CHECK_EVERY = 50_000_000  # nanoseconds between two looks whether the block still lasts

pack = HEAD.pack
pack_moment = struct.Struct("<xHqI12xB").pack
"""The same for what has an object, a time, a number and a kind alone."""


class Tape:
    """What one thread of this process tells.

    What happens most is packed where it happens, and written by `write`, which is a call into C: such a message costs
    about as much as ten lines of Python, so each counts. There a `ValueError` means that the file is full, and
    `turn` goes on in the next one. All others use `add`.

    Parameters
    ----------
    log : Log
        The log of its process.
    number : int
        Of the thread in its process.

    Attributes
    ----------
    write : callable
        Appends the bytes of one record.
    due : int
        When to call `look` again, `time.monotonic_ns`.
    waiting : bool
        Whether the last that was told of this thread is that it waits.
    """

    __slots__ = ("_count", "_number", "due", "log", "pid", "waiting", "write")

    def __init__(self, log: Log, number: int) -> None:
        self.log = log
        self.pid = log.pid
        self.waiting: int = False  # or, in a connection, 2
        self.due = 0
        self.write: Callable[[bytes], object] = self.turn
        self._number = number
        self._count = 0

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
        record = b""
        try:
            if not t:
                t = monotonic_ns()
            words = text.encode("utf-8", "backslashreplace")[:TEXT]
            record = pack(len(words), thing, t, number, size & 0xFFFFFFFF, checksum, extra, kind) + words
            if t > self.due and not self.look(t):
                return
            self.write(record)
        except ValueError:
            self.turn(record)
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            self.log.errors += 1

    def look(self, t: int) -> bool:
        """Tell whether the block still lasts; if it does not, this process tells nothing more."""
        self.due = t + _CHECK_EVERY
        if self.log.is_read():
            return True
        self.log.leave()
        return False

    def turn(self, record: bytes) -> None:
        """Append a record to the next file, and go on there; where there is none, count what is missing."""
        try:
            self.write = self._next_file() if self._count < _FILES else self._miss
            self.write(record)
        except Exception:  # noqa: BLE001 - the disk is full, or no more files can be opened
            self.log.errors += 1

    def _miss(self, _: bytes) -> None:
        self.log.missed += 1

    def _next_file(self) -> Callable[[bytes], object]:
        import mmap  # noqa: PLC0415 - a process that tells nothing need not import it

        name = f"{self.log.identity}~{self._number}~{self._count}{SUFFIX}"
        path = os.path.join(self.log.folder, name)  # noqa: PTH118
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if hasattr(os, "posix_fallocate"):  # a write to a hole in a full disk would kill the process
                os.posix_fallocate(file, 0, FILE)
            else:
                os.truncate(file, FILE)
            write = mmap.mmap(file, FILE).write
        finally:
            os.close(file)
        self._count += 1
        return write


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
