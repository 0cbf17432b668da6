"""The recording: plain data about what happened in one watched block.

Everything that shows or checks something reads it: the picture, the text tree, the transcript, tests, exercises.
Times are seconds from the block's start, as floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from helpers.live import text

if TYPE_CHECKING:
    from collections.abc import Callable

State = Literal["starting", "running", "waiting", "zombie"]

KERNEL = "0"
"""The id of the watching process."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that a process spent in one state.

    Attributes
    ----------
    start, end : float
        Seconds from the block's start. `end` is None while the span is still open.
    state : str
        ``starting`` (made, but its code is still being imported), ``running`` (uses a CPU), ``waiting`` (alive, but
        uses none), ``zombie`` (ended, and its parent has not asked for the exit code).
    """

    start: float
    end: float | None
    state: State


@dataclass(frozen=True, slots=True)
class Use:
    """What a process used at one moment.

    Attributes
    ----------
    time : float
        Seconds from the block's start.
    cpu : float
        Percent of one CPU since the sample before.
    memory : int
        Resident set size in bytes; memory shared with other processes is counted in each of them.
    """

    time: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at one moment.

    Attributes
    ----------
    time : float
        Seconds from the block's start.
    process : str
        Id of the process that it happened to.
    kind : str
        ``starting``, ``started``, ``failed``, ``arrived``, ``running``, ``said``, ``signalled``, ``ended``,
        ``reaped``, ``seen`` (found by sampling), ``gone`` (no longer found).
    text : str
        What was said, the signal's name, the exit code, ...
    """

    time: float
    process: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """One process of the recording.

    Attributes
    ----------
    id : str
        Unique in the recording; unlike a pid it is never used twice.
    name : str
        `multiprocessing.Process.name`, or the program's name if it was not started by multiprocessing.
    pid : int or None
        None until it is known.
    parent : str or None
        Id of the process that asked for this one; None for the watching process.
    system_parent : str or None
        Id of the operating system's parent, which under forkserver is the fork server.
    role : str
        ``kernel``, ``worker``, ``pool worker``, ``executor worker``, ``manager``, ``fork server``,
        ``resource tracker`` or ``subprocess``.
    start_method : str or None
        ``fork``, ``spawn`` or ``forkserver``; None if it was not started by multiprocessing.
    detail : str
        The target function, or the command line.
    started : float
        When its start was asked for; 0 if it was there before the block.
    running : float or None
        When its own code began to run.
    ended : float or None
        When it ended; None if it outlived the block.
    exit_code : int or None
        As in `multiprocessing.Process.exitcode`: negative for a signal. None if it runs or nobody knows.
    spans : tuple of Span
        What it did when, in order, without gaps.
    use : tuple of Use
        Samples of CPU and memory.
    """

    id: str
    name: str
    pid: int | None
    parent: str | None
    system_parent: str | None
    role: str
    start_method: str | None
    detail: str
    started: float
    running: float | None
    ended: float | None
    exit_code: int | None
    spans: tuple[Span, ...] = ()
    use: tuple[Use, ...] = ()

    @property
    def outcome(self) -> str:
        """How it ended, for people: ``exit 0``, ``SIGKILL``, ``ended`` (code unknown), ``still running``."""
        return text.outcome(self.ended, self.exit_code)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known at one moment; the last one is the finished recording.

    Attributes
    ----------
    processes : tuple of Process
        In the order in which they were started, the watching process first.
    events : tuple of Event
        In order of time.
    duration : float
        Seconds from the block's start to this moment, or to the block's end.
    live : bool
        Whether the block is still running.
    notes : tuple of str
        What the viewer should know about the recording itself, for instance that a part of it is missing.
    """

    processes: tuple[Process, ...]
    events: tuple[Event, ...]
    duration: float
    live: bool
    notes: tuple[str, ...] = ()


class Recording:
    """What happened in one block: so far while it runs, whole when it has ended.

    This is what ``with watch() as recording:`` gives. Each look while the block runs gives the newest `Snapshot`.

    Parameters
    ----------
    snapshot : Snapshot
        What is known at the beginning.
    refresh : callable
        Gives what is known now, or None if that can't be told.
    """

    __slots__ = ("_refresh", "_snapshot")

    def __init__(self, snapshot: Snapshot, refresh: Callable[[], Snapshot | None]) -> None:
        self._snapshot = snapshot
        self._refresh: Callable[[], Snapshot | None] | None = refresh

    @property
    def snapshot(self) -> Snapshot:
        """What is known now; after the block, the whole recording."""
        if self._refresh is not None:
            self._snapshot = self._refresh() or self._snapshot
        return self._snapshot

    def finish(self, snapshot: Snapshot) -> None:
        """Take the whole recording; nothing changes any more."""
        self._refresh = None
        self._snapshot = snapshot

    @property
    def processes(self) -> tuple[Process, ...]:
        """The processes in the order in which they were started, the watching process first."""
        return self.snapshot.processes

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, in order of time."""
        return self.snapshot.events

    @property
    def duration(self) -> float:
        """Seconds from the block's start to its end, or until now."""
        return self.snapshot.duration

    @property
    def notes(self) -> tuple[str, ...]:
        """What the viewer should know about the recording itself."""
        return self.snapshot.notes

    def tree(self) -> str:
        """Return who asked for whom, as text: names and how they ended, no pids and no times.

        The same under every start method; multiprocessing's own helper processes are left out.
        """
        return text.tree(self.snapshot)

    def transcript(self) -> str:
        """Return what each process said, grouped by process in the order of their start; a line each."""
        return text.transcript(self.snapshot)

    def __repr__(self) -> str:
        return f"<recording of {len(self.processes)} processes, {len(self.events)} events>"
