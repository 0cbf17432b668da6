"""Which child processes lived at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.processes import workers
from helpers.practice.criteria.words import counted_processes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.practice.trial import Trial

_EPSILON = 0.02  # seconds: two stretches of time that touch do not overlap
_DELAY = 0.5  # seconds by which a busy machine may hold up a process that wants to start its next child


def most_at_once(spans: Iterable[tuple[float, float]]) -> int:
    """Return how many of these stretches of time lie over each other at most.

    Parameters
    ----------
    spans : iterable of (float, float)
        Start and end in seconds.
    """
    edges = [edge for start, end in spans for edge in ((start, 1), (max(start, end - _EPSILON), -1))]
    most = now = 0
    for _time, step in sorted(edges):
        now += step
        most = max(most, now)
    return most


def lifetimes(trial: Trial) -> list[tuple[float, float]]:
    """Return start and end of each worker process, in seconds."""
    duration = trial.recording.duration
    return [(one.started, duration if one.ended is None else one.ended) for one in workers(trial)]


def lifetimes_as_meant(trial: Trial) -> list[tuple[float, float]]:
    """Return `lifetimes`, each up to `_DELAY` longer, until its parent waited for anything or asked for its end.

    On a busy machine a short child may be done before its parent gets round to starting the next one. The code has
    started them together all the same: nothing in it has waited in between.
    """
    spans = []
    for one, (start, end) in zip(workers(trial), lifetimes(trial), strict=True):
        known = [e.time for e in trial.recording.events if e.kind == "reaped" and e.process == one.id]
        waited = [
            wait.end
            for wait in trial.recording.waits
            if wait.process == one.parent and not wait.thread and wait.end is not None and wait.end > start
        ]
        # most_at_once takes _EPSILON off again; the start of the next child asks for the end of this one, too
        until = min([end + _DELAY, *(time + _EPSILON for time in known + waited)])
        spans.append((start, max(end, until)))
    return spans


def overlapped(number: int = 2) -> Criterion:
    """Ask that this many child processes were alive at the same time."""

    def miss(trial: Trial) -> str | None:
        spans = lifetimes_as_meant(trial)
        if len(spans) < 2:
            return "with fewer than two child processes, nothing can run at the same time"
        most = most_at_once(spans)
        if most < 2:
            return (
                f"{counted_processes(len(spans))} ran, but never two at the same time: "
                "each was started when the one before had ended"
            )
        return None if most >= number else f"at most {most} ran at the same time; {number} are asked for"

    return Criterion("they ran at the same time", miss)


def at_most_at_once(number: int) -> Criterion:
    """Ask that never more than this many child processes were alive at the same time."""

    def miss(trial: Trial) -> str | None:
        most = most_at_once(lifetimes(trial))
        return f"{most} child processes ran at the same time; at most {number} may" if most > number else None

    return Criterion(f"never more than {number} ran at the same time", miss)


def one_after_the_other() -> Criterion:
    """Ask that child processes were never alive at the same time."""

    def miss(trial: Trial) -> str | None:
        if most_at_once(lifetimes(trial)) > 1:
            return "two child processes ran at the same time; the second was to wait for the end of the first"
        return None

    return Criterion("they ran one after the other", miss)
