"""A process of the recording while it is being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.record.snapshot import KERNEL, Process, Span, State, Use

if TYPE_CHECKING:
    from helpers.record.sampler import Reading

_BUSY = 30.0  # percent of a CPU from which a process counts as running; CPU time is counted in steps of 10 ms
_STARVED = 50.0  # percent of the time from which a process that waits for a CPU counts as ready
_SHORTEST = 0.005  # seconds between two samples that say something about the use of a CPU


@dataclass(slots=True)
class Draft:
    """A process of the recording while it is being made; the attributes are those of `Process`."""

    id: str
    name: str
    parent: str | None
    role: str
    started: float
    pid: int | None = None
    system_parent: str | None = None
    start_method: str | None = None
    detail: str = ""
    running: float | None = None
    ended: float | None = None
    exit_code: int | None = None
    traced: bool = True
    looks_forked: bool = False  # has its parent's command: it may be between fork and exec
    reaped: bool = False
    born: float | None = None
    known: float | None = None  # when it was certain to be there, with its pid
    sampled: float | None = None
    cpu_seconds: float = 0.0
    starved_seconds: float = 0.0
    spans: list[Span] = field(default_factory=list)
    use: list[Use] = field(default_factory=list)
    settled: Process | None = None  # the finished process, once nothing more is expected of it

    def enter(self, time: float, state: State) -> None:
        """Be in `state` from `time` on."""
        if self.spans:
            last = self.spans[-1]
            if last.end is not None and last.end > time:  # ended already
                return
            if last.end is None and last.state == state:
                return
            self.leave(max(time, last.start))
            if self.spans and self.spans[-1].end is not None:
                time = max(time, self.spans[-1].end)
        self.spans.append(Span(time, None, state))

    def leave(self, time: float) -> None:
        """Close the open span; one that would have no length vanishes."""
        if not self.spans or self.spans[-1].end is not None:
            return
        last = self.spans.pop()
        if time > last.start:
            self.spans.append(Span(last.start, time, last.state))

    def end(self, time: float) -> None:
        """Have ended, at `time` unless it is known better."""
        if self.ended is None:
            self.ended = time
        self.leave(time)

    def found_ended(self, time: float) -> None:
        """Take in that a sample has found a zombie."""
        if self.ended is None:
            self.ended = time
        self.sampled = time
        self.enter(self.ended, "zombie")

    def found(self, time: float, reading: Reading) -> None:
        """Take in that a sample has found it alive.

        Parameters
        ----------
        time : float
            When it was read, seconds from the block's start.
        reading : Reading
            What was read.
        """
        time = max(time, self.sampled or 0.0)
        since = self.sampled if self.sampled is not None else self.started
        is_first = self.sampled is None
        cpu = 100 * (reading.cpu_seconds - self.cpu_seconds) / (time - since) if time - since > _SHORTEST else 0.0
        if is_first and (not self.traced or self.id == KERNEL):
            cpu = 0.0  # what it used before it was first seen says nothing about now
        starved = 0.0
        if time - since > _SHORTEST and not is_first:
            starved = 100 * (reading.starved_seconds - self.starved_seconds) / (time - since)
        self.sampled, self.cpu_seconds, self.starved_seconds = time, reading.cpu_seconds, reading.starved_seconds
        self.use.append(Use(time, max(0.0, cpu), reading.memory))
        if is_first and self.id == KERNEL:
            return
        if self.running is not None and self.running < time:
            # One that is being killed is on a CPU for a moment, too; work has used some CPU time before.
            busy = cpu >= _BUSY or (reading.on_cpu and cpu > 0 and self.id != KERNEL)
            state: State = "running" if busy else "ready" if starved >= _STARVED else "waiting"
            self.enter(max(since, self.running), state)

    def finished(self) -> Process:
        """Return the process as plain data."""
        if self.settled is not None:
            return self.settled
        process = Process(
            id=self.id,
            name=self.name,
            pid=self.pid,
            parent=self.parent,
            system_parent=self.system_parent,
            role=self.role,
            start_method=self.start_method,
            detail=self.detail,
            started=self.started,
            running=self.running,
            ended=self.ended,
            exit_code=self.exit_code,
            spans=tuple(self.spans),
            use=tuple(self.use),
        )
        if self.reaped:
            self.settled = process
        return process
