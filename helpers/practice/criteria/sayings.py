"""What processes said, where, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.processes import WORKERS
from helpers.practice.criteria.words import are, counted_processes, listed
from helpers.record.snapshot import KERNEL

if TYPE_CHECKING:
    from helpers.practice.trial import Trial
    from helpers.record.snapshot import Event


def said(word: str, trial: Trial) -> list[Event]:
    """Return who said lines with `word` when, in order of time."""
    return [event for event in trial.recording.events if event.kind == "said" and word in event.text]


def said_with_number(word: str, trial: Trial) -> list[tuple[Event, int]]:
    """Return those of `said` that have a number behind their last space, and that number: ``read 60``."""
    ends = [(event, event.text.rpartition(" ")[2]) for event in said(word, trial)]
    return [(event, int(end)) for event, end in ends if end.isdecimal()]


def ran_in_children(word: str, number: int = 1) -> Criterion:
    """Ask that lines with `word` were said, in this many different child processes."""

    def miss(trial: Trial) -> str | None:
        speakers = {event.process for event in said(word, trial)}
        if not speakers:
            return f"nobody said {word!r}"
        inside = [one for one in trial.recording.processes if one.id in speakers and one.role in WORKERS]
        if not inside:
            return f"{word!r} was said by the program itself, not by a child process"
        if any(one.role == "kernel" for one in trial.recording.processes if one.id in speakers):
            return f"{word!r} was said by main, too: it did some of the work itself, which belongs to the children"
        if len(inside) < number:
            return f"{word!r} was said in {counted_processes(len(inside))} only; {number} {are(number)} asked for"
        return None

    where = "in a child process" if number == 1 else f"in {number} different child processes"
    return Criterion(f"{word!r} was said {where}", miss)


def said_by_main(word: str, goal: str) -> Criterion:
    """Ask that lines with `word` were said by the program itself, and by no child process."""

    def miss(trial: Trial) -> str | None:
        speakers = {event.process for event in said(word, trial)}
        if not speakers:
            return f"nobody said {word!r}"
        return None if speakers == {KERNEL} else f"{word!r} was said by a child process; a thread of main is enough"

    return Criterion(goal, miss)


def in_order(*words: str) -> Criterion:
    """Ask that lines with these words were said, by whomever, in this order."""

    def miss(trial: Trial) -> str | None:
        last = -1.0
        for before, word in zip((None, *words), words, strict=False):
            times = [event.time for event in said(word, trial)]
            if not times:
                return f"nobody said {word!r}"
            if min(times) < last:
                return f"{word!r} was said before {before!r}"
            last = max(times)
        return None

    return Criterion(f"said in this order: {listed(map(repr, words))}", miss)


def said_before(first: str, last: str) -> Criterion:
    """Ask that the line `first` was said before the last line with `last` in it."""

    def miss(trial: Trial) -> str | None:
        early, late = said(first, trial), said(last, trial)
        if not early or not late:
            return f"nobody said {last if early else first!r}"
        is_early = early[0].time < late[-1].time
        return None if is_early else f"{first!r} was said only when all the work was done"

    return Criterion(f"{first!r} was said while work was going on", miss)


def portions(word: str, largest: int, most: int) -> Criterion:
    """Ask that the work was divided: no portion larger than this, and not more than `most` of them.

    Parameters
    ----------
    word : str
        What each portion says, with its size behind it: ``read 60``.
    largest, most : int
        How large a portion may be, and how many there may be.
    """

    def miss(trial: Trial) -> str | None:
        sizes = [size for _, size in said_with_number(word, trial)]
        if not sizes:
            return f"nobody said {word!r} and how much it was"
        if max(sizes) > largest:
            return f"one portion has {max(sizes)} of {sum(sizes)}, and all wait for it; {largest} at most are asked for"
        if len(sizes) > most:
            return f"there are {len(sizes)} portions; {most} at most are asked for: each has its price"
        return None

    return Criterion(f"at most {most} portions, none larger than {largest}", miss)
