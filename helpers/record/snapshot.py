"""Plain data about what happened in one watched block.

Everything that shows or checks something reads it: the picture, the text tree, the transcript, tests, exercises.
Times are seconds from the block's start, as floats.

What lasts is a stretch of time: a `Wait`, a `Hold`, a `Task`, a `Call`, an `Attachment`. A `Span` is the stretch in
which a process stays in one state. The picture has a lane for each process, in which its stretches lie.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Literal

State = Literal["starting", "running", "ready", "waiting", "zombie"]

POOLED = frozenset({"pool worker", "executor worker"})
"""The roles of processes that take their tasks from a pool or an executor."""

NAMED = frozenset({"SharedMemory", "ShareableList"})
"""Kinds of shared memory that stays when its processes have ended, until somebody unlinks it."""

SHARED = NAMED | {"Value", "Array", "RawValue", "RawArray"}
"""Kinds of shared memory."""

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
        ``starting`` (made, but its code is still being imported), ``running`` (uses a CPU), ``ready`` (wants a CPU,
        but others use it; only Linux tells), ``waiting`` (alive, but uses none), ``zombie`` (ended, and its parent has
        not asked for the exit code).
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
class Shared:
    """Something through which processes talk, or for which they wait.

    Attributes
    ----------
    name : str
        Unique in the recording: the variable's name where it is known, else ``Queue-1``, ``Lock-2``, ...
    kind : str
        Its class: ``Queue``, ``SimpleQueue``, ``JoinableQueue``, ``Pipe``, ``Lock``, ``RLock``, ``Semaphore``,
        ``Event``, ``Condition``, ``Barrier``, ``Pool``, ``SharedMemory``, ``ShareableList``, ``Value``, ``Array``,
        ``RawValue``, ``RawArray``, ``DictProxy`` (what a manager has), ...
    capacity : int or None
        Items that a bounded queue takes.
    levels : tuple of (float, int)
        Of a queue or pipe: how many items were under way from that time on.
    bytes : int or None
        Size of shared memory.
    address : str or None
        Of shared memory with a name: the name by which the system knows it, and other processes attach it.
    unlinked : float or None
        When it was unlinked, seconds from the block's start.
    unlinker : str or None
        Id of the process that has unlinked it.
    left_behind : bool
        Whether it is shared memory with a name that was made in the block, and that nobody has unlinked (yet).
    """

    name: str
    kind: str
    capacity: int | None = None
    levels: tuple[tuple[float, int], ...] = ()
    bytes: int | None = None
    address: str | None = None
    unlinked: float | None = None
    unlinker: str | None = None
    left_behind: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One object that went, or was meant to go, from process to process.

    Attributes
    ----------
    object : str
        Name of the queue or pipe.
    sender, receiver : str or None
        Ids of processes; `receiver` is None if nobody received it.
    sent : float
        When ``put`` or ``send`` was called, seconds from the block's start.
    received : float or None
        When ``get`` or ``recv`` had it.
    bytes : int or None
        Its size on the way, pickled; None if it was never written (an object that can't be pickled, a killed sender).
    text : str
        A short form of its `repr`.
    error : str or None
        Class of the exception that kept it from being sent.
    unseen : bool
        Whether it may have been received all the same: by a process that was started before the block, and so tells
        nothing, or through an end of a pipe that nobody knows.
    """

    object: str
    sender: str | None
    receiver: str | None
    sent: float
    received: float | None
    bytes: int | None
    text: str
    error: str | None = None
    unseen: bool = False

    @property
    def waited(self) -> float | None:
        """Seconds from being sent to being received."""
        return None if self.received is None else self.received - self.sent


@dataclass(frozen=True, slots=True)
class Wait:
    """A stretch of time in which a thread of a process was blocked.

    Attributes
    ----------
    process : str
        Id of the process.
    operation : str
        ``get``, ``put``, ``recv``, ``send``, ``poll``, ``acquire``, ``wait``, ``notify`` and ``set`` (until all that
        wait have woken up), ``join``, ``result``, ``task`` (an idle pool worker), ``flush`` (a process that wants to
        end, but its queue still has unread items), ``call`` (of a method of what a manager has).
    object : str
        Name of what it waited for: a shared object, or a process.
    start, end : float
        Seconds from the block's start; `end` is None if it waits still, or died waiting.
    thread : str
        Empty for the main thread.
    locked : bool
        Whether it holds the queue's own lock meanwhile: if it is killed, nobody else can get (or put) any more.
    """

    process: str
    operation: str
    object: str
    start: float
    end: float | None
    thread: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """A stretch of time in which a process held a lock; attributes as in `Wait`."""

    process: str
    object: str
    start: float
    end: float | None


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work that a pool gave to a worker.

    Attributes
    ----------
    process : str
        Id of the worker.
    object : str
        Name of the pool or executor.
    function : str
        Name of the function that was called.
    job : int
        Number of the call (of ``map``, ``apply_async``, ``submit``, ...) in its pool.
    index : int
        Number of the chunk in its job.
    items : int or None
        Items in the chunk; None if the function is called once.
    start, end : float
        Seconds from the block's start; `end` is None if it is not done, or its worker died.
    error : str or None
        Class of the exception that it raised.
    """

    process: str
    object: str
    function: str
    job: int
    index: int
    items: int | None
    start: float
    end: float | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stretch of time in which a process had shared memory.

    Attributes
    ----------
    process : str
        Id of the process.
    object : str
        Name of the shared memory.
    start, end : float
        Seconds from the block's start. `end` is None if it was not closed: then the process had it until it ended.
    made : bool
        Whether this process has made it; the others have attached it, or were given it.
    """

    process: str
    object: str
    start: float
    end: float | None
    made: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a method of something that lives in a manager.

    Attributes
    ----------
    process : str
        Id of the process that called.
    server : str or None
        Id of the manager's process, if it is known.
    object : str
        Name of what the method belongs to.
    text : str
        Method and arguments, for example ``append(3)``.
    start : float
        When it was called, seconds from the block's start.
    asked, answered : float or None
        When the manager began with it, and when it answered; None if that is not known.
    end : float or None
        When the caller had the answer.
    answer : str
        A short form of what was returned.
    error : str or None
        Class of the exception that it raised.
    """

    process: str
    server: str | None
    object: str
    text: str
    start: float
    asked: float | None
    answered: float | None
    end: float | None
    answer: str = ""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Future:
    """A call that an executor was given, and what became of it.

    Attributes
    ----------
    process : str
        Id of the process that has the executor.
    object : str
        Name of the executor.
    start : float
        When it was submitted, seconds from the block's start; from then on it is pending.
    running : float or None
        From when on it was running, as the executor calls it: in a worker, or on its way to one.
    end : float or None
        When it was done or cancelled.
    outcome : str
        ``done``, ``failed`` or ``cancelled``; empty as long as it is none of them.
    error : str or None
        Class of the exception, if it failed.
    """

    process: str
    object: str
    start: float
    running: float | None
    end: float | None
    outcome: str = ""
    error: str | None = None


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
        return outcome(self.ended, self.exit_code)


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
    objects : tuple of Shared
        Queues, pipes, locks, pools, ... in the order in which they were first heard of.
    messages : tuple of Message
        In order of sending.
    waits : tuple of Wait
        In order of their start, as are `holds` (of locks) and `tasks` (of pool workers).
    holds : tuple of Hold
    tasks : tuple of Task
    attachments : tuple of Attachment
        Who had which shared memory, in order of their start.
    calls : tuple of Call
        Calls to managers, in order of their start.
    futures : tuple of Future
        What executors were given, in order of submission.
    """

    processes: tuple[Process, ...]
    events: tuple[Event, ...]
    duration: float
    live: bool
    notes: tuple[str, ...] = ()
    objects: tuple[Shared, ...] = ()
    messages: tuple[Message, ...] = ()
    waits: tuple[Wait, ...] = ()
    holds: tuple[Hold, ...] = ()
    tasks: tuple[Task, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    calls: tuple[Call, ...] = ()
    futures: tuple[Future, ...] = ()


def outcome(ended: float | None, code: int | None) -> str:
    """Return how a process ended: ``exit 0``, ``SIGKILL``, ``ended`` (code unknown), ``still running``.

    Parameters
    ----------
    ended : float or None
        When it ended.
    code : int or None
        As in `multiprocessing.Process.exitcode`.
    """
    if code is None:
        return "still running" if ended is None else "ended"
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
