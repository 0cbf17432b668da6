"""What a recording answers: some questions of the lessons are held against what the processes really did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.record.snapshot import KERNEL

if TYPE_CHECKING:
    from helpers.record.snapshot import Event, Process
    from helpers.watch.recording import Recording

_CLEARLY = 0.85  # of the next one: less is clearly shorter, on a machine that others use, too


def at_the_same_time(recording: Recording) -> str:
    """Say whether the children ran one after the other."""
    children = _children(recording)
    overlap = max(one.started for one in children) < min(one.ended or recording.duration for one in children)
    return "at the same time" if overlap else "one after the other"


def goes_on(recording: Recording) -> str:
    """Say whether the notebook could end its child, and so did not wait for it."""
    [child] = _children(recording)
    return "it goes on" if child.exit_code else "it waits until the child has ended"


def shortest_part(recording: Recording) -> str:
    """Return which of the parts that the notebook has announced was clearly the shortest; else ``all the same``."""
    (best, least), (_, second), *_ = sorted(_parts(recording).items(), key=lambda one: one[1])
    return best if least < _CLEARLY * second else "all the same"


def longest_part(recording: Recording) -> str:
    """Return which of the parts that the notebook has announced was the longest."""
    parts = _parts(recording)
    return max(parts, key=lambda part: parts[part]).removeprefix("twice ")


def of_the_file(recording: Recording) -> str:
    """Say which city the child named ``spawned`` has found."""
    return (
        "what is in the file" if _said_by(recording, "spawned").endswith("in the file") else "what the notebook has set"
    )


def half_a_second(recording: Recording) -> str:
    """Say whether four downloads of half a second took about that, or four times as long."""
    children = _children(recording)
    took = max(one.ended or recording.duration for one in children) - min(one.started for one in children)
    return "about half a second" if took < 1.25 else "about two seconds"


def maker(recording: Recording) -> str:
    """Say whose pid the child of the fork server has got as its parent's."""
    words = _said_by(recording, "forkserver", "made by")
    if not words:
        return "not on this system"
    return "the fork server's" if words.endswith("not the notebook") else "the notebook's"


def _children(recording: Recording) -> list[Process]:
    return [one for one in recording.processes if one.role == "worker"]


def _said(recording: Recording) -> list[Event]:
    return [event for event in recording.events if event.kind == "said"]


def _said_by(recording: Recording, name: str, beginning: str = "") -> str:
    ids = {one.id for one in recording.processes if one.name == name}
    return next((e.text for e in _said(recording) if e.process in ids and e.text.startswith(beginning)), "")


def _parts(recording: Recording) -> dict[str, float]:
    marks = [event for event in _said(recording) if event.process == KERNEL]
    ends = [mark.time for mark in marks[1:]] + [recording.duration]
    return {mark.text: end - mark.time for mark, end in zip(marks, ends, strict=True)}
