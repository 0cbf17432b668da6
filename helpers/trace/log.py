"""One append-only file per process, a line per event.

There is no lock, so nothing can deadlock; a line is one ``write`` to a file opened with ``O_APPEND``, so lines of
several threads never mix, and what a killed process wrote before it died survives.

The folder belongs to one `helpers.live.watch` block. It has a file named `OPEN` for as long as the block lasts;
whoever finds it gone knows that nobody reads any more.

A line is a JSON object: ``t`` is `time.monotonic_ns` (one clock for all processes of a machine on Linux, macOS and
Windows: see ``time.get_clock_info("monotonic")``), ``kind`` is one of

=============  ===============================================================================
``starting``   in the parent, before the start: ``child`` (its id), ``name``, ``method``, ``role``, ``detail``
``started``    in the parent, after the start, unless it was a fork: ``child``, ``pid``
``failed``     in the parent, when the start raised: ``child``, ``error`` (class of the exception)
``arrived``    in a child that imported its code (spawn, forkserver): ``pid``
``running``    in the child, before `Process.run`: ``pid``
``said``       ``text``
``ended``      in the child, after `Process.run`: ``code``
``signalled``  in the process that called `Process.terminate` or `kill`: ``child``, ``signal``
``reaped``     in the parent that learned the exit code: ``child``, ``code``
``collected``  the same of a child that multiprocessing has not made: ``pid``, ``code``
``becomes``    in a forked child, before it becomes another program: ``command``, a list
``made``       an object that is shared: ``o`` (its id), ``type``, ``cap`` (of a bounded queue), ``at`` (file, line,
               column of the call that made it), ``lock`` (of a condition: the id of its lock), ``value`` (of a
               semaphore: how often it can be acquired at first), ``alone`` (of a pipe from before the block:
               nobody knows where its other end is)
               ; of shared memory: ``bytes``, and ``address``, the name of the block that the system knows
``attached``   a process has the shared memory ``o`` now; fields as of ``made``
``closed``     it has closed its handle of the block ``o``
``unlinked``   it has unlinked it
``serves``     a process (or its child ``p``) is the manager of all objects whose ids begin with ``m``
``ref``        on the tapes of this process ``r`` stands for the object ``o`` or the process ``p``
``thread``     ``n``: number of a thread that has a tape, ``name``
``missed``     ``n``: so many records of `helpers.trace.tape` were not written, as there were too many
=============  ===============================================================================

What happens often, messages and waits, goes to a `helpers.trace.tape`.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from itertools import count

FORKED = ".f"
"""What stands between the ids of a process and of one that was made of it by a bare `os.fork`, before its pid."""

OPEN = "open"
"""Name of the marker file that says: this folder is being read."""

STACKS = "stacks"
"""Name of the marker file that says: each process shall be able to write its stack; see `helpers.trace.stacks`."""

PRINTS = "prints"
"""Name of the marker file that says: what is said is printed, too, as a program does that is watched from outside."""

_LOCK_LIMIT = 20_000  # events of locks of one process: they can be taken a million times a second
_TEXT_LIMIT = 10_000  # characters of one said text; a picture has no use for more


class Log:
    """The event file of this process.

    Every method is harmless: an error (a full disk, a deleted folder) is counted in `errors`, never raised.

    Parameters
    ----------
    folder : str
        The block's private folder.
    identity : str
        This process's id in the recording: ``0`` for the watching process, ``0.2`` for the second process it
        started, ``0.2.1`` for the first one started by that.
    """

    __slots__ = (
        "_children", "_file", "_inode", "_locks", "_objects", "_refs", "block", "errors", "folder", "identity",
        "missed", "pid", "puts", "refs", "reported", "started", "threads",
    )  # fmt: skip

    def __init__(self, folder: str, identity: str) -> None:
        self.folder = folder
        self.identity = identity
        self.pid = os.getpid()
        self.errors = 0
        self.started: dict[int, str] = {}  # pid -> id of what this process started
        self.reported: set[str] = set()  # ids whose exit code has been written
        self.block = folder[-12:]  # tells blocks apart
        self.refs: dict[str, int] = {}  # objects that have been told of
        self.puts = count(1)
        self.threads = count(1)  # the main thread is 0
        self.missed = 0
        self._objects = count(1)
        self._refs = count(1)
        self._locks = 0
        self._children = count(1)  # atomic: several threads may start processes
        self._file: int | None = None
        self._inode = (0, 0)

    def __del__(self) -> None:
        # Not sooner: another thread may be between looking up the descriptor and writing to it.
        if self._is_open():
            os.close(self._file)  # type: ignore[arg-type]

    def next_child(self) -> str:
        """Return the id of the next process that this one starts."""
        return f"{self.identity}.{next(self._children)}"

    def write(self, kind: str, **fields: object) -> bool:
        """Append one event; tell whether it could be written.

        Parameters
        ----------
        kind : str
            One of the module's table.
        **fields
            Values that JSON has.
        """
        import json  # noqa: PLC0415 - pickle has imported most of it; a child that never writes never pays

        try:
            line = json.dumps({"t": time.monotonic_ns(), "kind": kind, **fields}) + "\n"
            if os.write(self.open(), line.encode("ascii")) < len(line):  # the disk is full
                self.errors += 1
                return False
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            self.errors += 1
            return False
        return True

    def may_tell_locks(self) -> bool:
        """Tell whether there is room for one more event of a lock."""
        self._locks += 1
        if self._locks > _LOCK_LIMIT:
            self.missed += 1
            return False
        return True

    def leave(self) -> None:
        """Tell nothing more: the block of this log is over."""
        if _current is self:
            follow(None)

    def ref(self, identity: str, kind: str = "o") -> int:
        """Return the number that stands for an object (or, of `kind` ``p``, a process) on this process's tapes."""
        number = self.refs.get(identity)
        if number is None:
            number = self.refs[identity] = next(self._refs)
            self.write("ref", r=number, **{kind: identity})
        return number

    def next_object(self) -> str:
        """Return the id of the next object that this process makes."""
        return f"{self.identity}:{next(self._objects)}"

    def is_read(self) -> bool:
        """Tell whether the block still lasts."""
        return os.path.exists(os.path.join(self.folder, OPEN))  # noqa: PTH110, PTH118 - pathlib costs an import

    def wants_stacks(self) -> bool:
        """Tell whether this process shall be able to write its stack."""
        return os.path.exists(os.path.join(self.folder, STACKS))  # noqa: PTH110, PTH118

    def prints(self) -> bool:
        """Tell whether what is said is to be printed, too."""
        return os.path.exists(os.path.join(self.folder, PRINTS))  # noqa: PTH110, PTH118

    def _is_open(self) -> bool:
        """Tell whether the descriptor is still ours: the program may close all it finds and open its own."""
        if self._file is None:
            return False
        try:
            found = os.fstat(self._file)
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._inode

    def open(self) -> int:
        """Open the file, if it is not open, and return its descriptor."""
        if not self._is_open():
            path = os.path.join(self.folder, self.identity + ".log")  # noqa: PTH118
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
            self._file = os.open(path, flags, 0o600)
            found = os.fstat(self._file)
            self._inode = (found.st_dev, found.st_ino)
        return self._file  # type: ignore[return-value]


class _Starting(threading.local):
    """Whether this thread is in multiprocessing's `Process.start`."""

    now = False


starting = _Starting()
_current: Log | None = None
"""This process's log. What is asked at every message compares with this, rather than call `current`."""
_inherited: Log | None = None


def _note_fork() -> None:
    global _current, _inherited
    _inherited, _current = _current or _inherited, None
    if not starting.now:  # else it joins the recording as multiprocessing's child
        current()  # now: it may live for a moment only, and never tell anything else


if hasattr(os, "register_at_fork"):  # asking for the pid at every message would cost more than all the rest
    os.register_at_fork(after_in_child=_note_fork)


def current() -> Log | None:
    """Return the log of this process, or None if it is not watched.

    A process that was made by a bare `os.fork` inherits its parent's log; it gets one of its own here.
    """
    global _current, _inherited  # noqa: PLW0603 - a process has one log
    log = _inherited
    if log is None:
        return _current
    _inherited = None
    if log.is_read():
        _current = Log(log.folder, f"{log.identity}{FORKED}{os.getpid()}")
        _current.write("running", pid=os.getpid())
    return _current


def follow(log: Log | None) -> None:
    """Make `log` the log of this process."""
    global _current, _inherited
    _current, _inherited = log, None


def say(*values: object, sep: str = " ") -> None:
    """Say one line, from any process.

    Under `helpers.live.watch` it reaches the picture and the transcript, whatever the start method, also when the
    process is killed right afterwards. Otherwise it prints one whole line, headed by the name of the process.
    Unlike `print`, it never tears a line in two and is never lost on the way from a child to the notebook.

    Parameters
    ----------
    *values
        What to say; like `print`, each is turned into text and they are joined by `sep`.
    sep : str
        What stands between two values.

    Examples
    --------
    >>> say("hello from", 7)
    MainProcess: hello from 7
    """
    text = sep.join(map(str, values))
    log = current()
    # Written first, looked for second: a line at the very end of the block may be seen twice, but never gets lost.
    if log is not None:
        written = log.write("said", text=text[:_TEXT_LIMIT])
        if log.is_read():
            if written and not log.prints():
                return
        else:  # the block is over: write no more into a file that is gone
            follow(None)
    from multiprocessing.process import current_process  # noqa: PLC0415 - not needed under watch

    sys.stdout.write(f"{current_process().name}: {text}\n")
    sys.stdout.flush()
