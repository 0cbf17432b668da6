"""The fast part of a process's log: messages, waits, locks and tasks, as many as ten thousand a second.

Each thread writes to a memory-mapped file of its own: no lock, no system call, and what a killed process wrote stays.
A file is a row of records (`HEAD`, then the text that it announces), the rest of it is zeros. A record counts once its
kind is there: the last byte of its head, which is written last, after the text. When a file is full the thread goes on
in the next one.

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
``FUTURE`` of a future of an executor (the object), ``number`` of it in this process, the state is new; ``size``:
           index in `STATES`; text: class of the exception, if it ``failed``
=========  ==============================================================================================
=======
A wait costs no record unless it lasts. What the thread waits for stands behind its last record, as ``WAITING``, and the
next record takes that place. A record that ends a wait has its beginning, ``since``.

===========  ============================================================================================
``PUT``      an object went into a queue's buffer; ``number`` of this put in this process; text: its short form,
             unless ``SENT`` will have it
``LOST``     the feeder thread could not send it; ``number`` as above; text: class of the exception
``SENT``     a message was written; ``size`` in bytes, ``checksum``; ``number`` as above, or 0 if it was not put
             before: then this ends the sender's wait; text: its short form unless ``PUT`` had it
``GOT``      a message was read; ``size``, ``checksum``; it ends the thread's wait
``WAITING``  the thread waits now; ``number``: index in `OPERATIONS`; text: short form of what it sends; ``size``: 1
             if an idle worker has the lock of its pool's tasks meanwhile
``WAITS``    the same of a call to a manager, as a record that stays
``GOES``     a wait of at least `NO_WAIT` is over that nothing else ends; ``object``, ``number``, ``size`` as above
``HELD``     a lock was acquired; it ends the thread's wait
``FREED``    a lock was released
``TASK``     a pool worker begins a task, which ends its wait; ``number``: of the job, ``size``: of the chunk in its
             job, ``extra``: items in the chunk and one, or 0; text: the function
``DONE``     it is done; text: class of the exception that it raised, or none
``CALLED``   a manager has answered, which ends the thread's wait; text: short form of the answer, or, if ``number``
             is 1, class of the exception
``ASKED``    a manager has got a request; ``checksum`` of the method's name, which the caller's ``WAITS`` has, too
``ANSWERED`` it answers the last request of this thread
``FUTURE``   a future of an executor (the object), with this ``number`` in this process, has a new state; ``size``:
             index in `STATES`; text: class of the exception, if it ``failed``
===========  ============================================================================================

``object`` is a number that a line of the log (kind ``made`` or ``ref``) has introduced. A text has a form: `WORDS`, or
`PICKLED`, a pickled object of built-in types as it was sent, which is put into words by who shows it.
"""

from __future__ import annotations

import os
import struct
import threading
from time import monotonic_ns

from .marks import here

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .log import Log

PUT, LOST, SENT, GOT, WAITS, GOES, HELD, FREED, TASK, DONE, CALLED, ASKED, ANSWERED, FUTURE = range(1, 15)
WAITING = 99
STATES = ("submitted", "running", "done", "failed", "cancelled")
ENDS_A_WAIT = frozenset({GOT, GOES, HELD, TASK})
OPERATIONS = (
    "get", "put", "recv", "send", "poll", "acquire", "wait", "join", "result", "task", "flush", "notify", "set",
    "call",
)  # fmt: skip
WORDS, PICKLED = range(2)
HEAD = struct.Struct("<BBHqqIQIIB")
"""Length of the text, its form, object, time and beginning in nanoseconds, number, size, checksum, extra, kind."""
SIZE = HEAD.size

SUFFIX = ".tape"

FILE = 1 << 17  # bytes of each
_FILES = 512  # of one thread: 64 MB, or a million messages
TEXT = 240  # bytes, at most
NO_WAIT = 100_000
"""Nanoseconds. Who "waits" less than that has not been blocked."""
_CHECK_EVERY = 50_000_000  # nanoseconds between two looks whether the block still lasts
_NOWHERE = memoryview(bytearray())

# Of what happens most, with the fields that it has; the others are zeros. They keep the order of `HEAD`.
pack_put = struct.Struct("<2xHq8xI16xB").pack_into  # object, time, number, kind
pack_wait = struct.Struct("<2xHqqI16xB").pack_into  # object, twice when it began, operation, kind
pack_sent = struct.Struct("<BBHq8xIQI4xB").pack_into  # length, form, object, time, number, size, checksum, kind
pack_got = struct.Struct("<2xHqq4xQI4xB").pack_into  # object, time, when the wait began, size, checksum, kind
pack_into = HEAD.pack_into
error = struct.error
FULL = (struct.error, IndexError, ValueError)
"""What is raised where a record, or its text, has no room in a file."""


class _FullError(Exception):
    """A thread has told enough."""


class Tape:
    """What one thread of this process tells.

    What happens most is told by these lines, in place, as each call would cost a part of what a message costs; all
    others use `add`, or `wait` and `go`::

        at = tape.at
        tape.at = at + SIZE  # first: a signal's handler may tell something, too
        try:
            pack_put(tape.room, at, ...)
        except error:  # the file is full
            tape.write(at, ...)

    Parameters
    ----------
    log : Log
        The log of its process.
    number : int
        Of the thread in its process.

    Attributes
    ----------
    at : int
        Where the next record goes, in `room`.
    room : mmap
        The file.
    due : int
        When to call `look` again, `time.monotonic_ns`.
    waiting : bool
        Whether this thread waits; in a connection, 2.
    since : int
        If it does, when that began.
    sends : str, tuple or None
        What the thread is about to send through a pipe: its short form, or the object itself if its pickled form will
        do for that.
    """

    __slots__ = ("_count", "_number", "at", "due", "log", "pid", "room", "sends", "since", "waiting")

    def __init__(self, log: Log, number: int) -> None:
        self.log = log
        self.pid = log.pid
        self.waiting: int = False  # or, in a connection, 2
        self.since = 0
        self.due = 0
        self.at = FILE
        self.room: memoryview = _NOWHERE  # or an mmap, which has the same methods
        self.sends: str | tuple[Any] | None = None
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
        since, wait = 0, None
        if self.waiting:
            if kind in ENDS_A_WAIT:
                since, self.waiting = self.since, False
            else:  # the wait goes on
                wait = self._take_wait()
        try:
            if not t:
                t = monotonic_ns()
            words = in_words(text) if text else b""
            if t > self.due and not self.look(t):
                return
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            self.log.errors += 1
        else:
            self.write(self.at, words, WORDS, thing, t, since, number, size, checksum, extra, kind)
        if wait is not None:
            self._put_wait(*wait)

    def write(  # noqa: PLR0913, PLR0917
        self, at: int, words: bytes, form: int, thing: int, t: int, since: int, number: int, size: int,
        checksum: int, extra: int, kind: int,
    ) -> None:  # fmt: skip
        """Write a record where the next one goes, in the next file if this one is full."""
        try:
            length = len(words)
            if at + SIZE + length > FILE:
                at = self._next_place(at)
            self.at = at + SIZE + length
            if length:
                self.room[at + SIZE : self.at] = words
            pack_into(self.room, at, length, form, thing, t, since, number, size, checksum, extra, kind)
        except _FullError:
            self.log.missed += 1
        except Exception:  # noqa: BLE001 - the disk is full, no more files can be opened, a number is too large
            self.at = at
            self.log.errors += 1

    def wait(  # noqa: PLR0913, PLR0917
        self, operation: int, thing: int, t: int = 0, size: int = 0, words: bytes = b"", form: int = WORDS
    ) -> None:  # fmt: skip
        """Tell that this thread is about to wait.

        Parameters
        ----------
        operation : int
            Index in `OPERATIONS`.
        thing, t, size
            As for `add`.
        words : bytes
            What it waits to send.
        form : int
            `WORDS` or `PICKLED`.
        """
        self.go()
        self.waiting, self.since = True, t or monotonic_ns()
        self._put_wait(words, form, thing, operation, size)

    def wait_on(self, operation: int, thing: int, size: int = 0) -> None:
        """Tell that the wait of this thread has come to its next step, if it is for the same; else begin one."""
        wait = self._take_wait() if self.waiting else None
        if wait is None or wait[2] != thing:
            self.wait(operation, thing, size=size)
        else:
            self._put_wait(b"", WORDS, thing, operation, size)

    def go(self) -> None:
        """Tell that the wait of this thread is over, unless something else has told it."""
        if not self.waiting:
            return
        self.waiting = False
        wait, now = self._take_wait(), monotonic_ns()
        if wait is not None and now - self.since >= NO_WAIT:
            self.write(self.at, b"", WORDS, wait[2], now, self.since, wait[3], wait[4], 0, 0, GOES)

    def sent(  # noqa: PLR0913, PLR0917 - a record's fields
        self, length: int, form: int, thing: int, t: int, size: int, checksum: int
    ) -> bool:  # fmt: skip
        """Let the wait to send a message become the message, if it still stands behind the last record.

        All at once: of a process that is killed in between neither would be known, but the message might be received.
        """
        at, room = self.at, self.room
        if not self.waiting or at + SIZE > len(room) or room[at + SIZE - 1] != WAITING:
            return False
        self.waiting = False
        room[at : at + SIZE] = HEAD.pack(length, form, thing, t, self.since, 0, size, checksum, 0, SENT)
        self.at = at + SIZE + length
        return True

    def _put_wait(self, words: bytes, form: int, thing: int, operation: int, size: int) -> None:
        try:
            at, length, since = self.at, len(words), self.since
            if at + SIZE + length > FILE:
                at = self.at = self._next_place(at)
            if length:
                self.room[at + SIZE : at + SIZE + length] = words
            pack_into(self.room, at, length, form, thing, since, since, operation, size, 0, 0, WAITING)
        except _FullError:
            self.log.missed += 1
        except Exception:  # noqa: BLE001
            self.log.errors += 1

    def _take_wait(self) -> tuple[bytes, int, int, int, int] | None:
        """Take away what stands behind the last record; None if nothing does."""
        at, room = self.at, self.room
        if at + SIZE > len(room) or room[at + SIZE - 1] != WAITING:
            return None
        length, form, thing, _, _, operation, size, _, _, _ = HEAD.unpack_from(room, at)
        words = bytes(room[at + SIZE : at + SIZE + length])
        room[at + SIZE - 1] = 0
        room[at + SIZE : at + SIZE + length] = bytes(length)
        return words, form, thing, operation, size

    def look(self, t: int) -> bool:
        """Tell whether the block still lasts; if it does not, this process tells nothing more."""
        self.due = t + _CHECK_EVERY
        if self.log.is_read():
            return True
        self.log.leave()
        return False

    def _next_place(self, at: int) -> int:
        """Go on in the next file, as there is no room at this place; return where."""
        if at + SIZE <= len(self.room):  # a wait may stand there
            self.room[at + SIZE - 1] = 0
        if self._count == _FILES:
            raise _FullError
        self.room = self._next_file()
        return 0

    def _next_file(self) -> memoryview:
        import mmap  # noqa: PLC0415 - a process that tells nothing need not import it

        name = f"{self.log.identity}~{self._number}~{self._count}{SUFFIX}"
        path = os.path.join(self.log.folder, name)  # noqa: PTH118
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if hasattr(os, "posix_fallocate"):  # a write to a hole in a full disk would kill the process
                os.posix_fallocate(file, 0, FILE)
            else:
                os.truncate(file, FILE)
            room = mmap.mmap(file, FILE)
        finally:
            os.close(file)
        self._count += 1
        return room  # type: ignore[return-value]


def in_words(text: str) -> bytes:
    """Return a text as a record has it."""
    return text.encode("utf-8", "backslashreplace")[:TEXT]


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
