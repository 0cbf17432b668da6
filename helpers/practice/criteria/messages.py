"""What went through queues and pipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.ground.words import plain
from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.words import are, counted, listed, were
from helpers.record.snapshot import KERNEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.practice.trial import Trial
    from helpers.record.snapshot import Message, Shared

_KINDS = {"Queue": ("Queue", "JoinableQueue", "SimpleQueue"), "Pipe": ("Pipe",)}
_WAYS = {None: "", True: " from a child to the program", False: " from the program to a child"}


def made(kind: str, trial: Trial) -> list[Shared]:
    """Return the queues (of any class) or pipes of a recording."""
    return [one for one in trial.recording.objects if one.kind in _KINDS[kind]]


def sent_by_children(kind: str, trial: Trial) -> list[Message]:
    """Return what children sent through the queues or pipes that were `made`."""
    mine = {one.name for one in made(kind, trial)}
    return [one for one in trial.recording.messages if one.object in mine and one.sender not in {None, KERNEL}]


def went_through(kind: str, number: int, *, upward: bool | None = None, values: Iterable[object] = ()) -> Criterion:
    """Ask that at least `number` objects went from process to process through a queue or a pipe.

    Parameters
    ----------
    kind : str
        ``Queue`` (of any class) or ``Pipe``.
    number : int
        How many at least.
    upward : bool or None
        Only from children to the program itself (true), only from it to children (false), or either.
    values : iterable
        What must be among them, or in them: an answer that sends something else computes the result elsewhere.
    """
    what = kind.lower()

    def miss(trial: Trial) -> str | None:
        mine = {one.name for one in made(kind, trial)}
        if not mine and kind == "Queue" and any(one.role == "manager" for one in trial.recording.processes):
            return None  # a manager's queue: what went through it is not recorded
        if not mine:
            return f"no {what} was used"
        through = [one for one in trial.recording.messages if one.object in mine]
        receivers = [one.receiver for one in through if one.receiver not in {None, one.sender}]
        arrived = sum(upward is None or (receiver == KERNEL) is upward for receiver in receivers)
        if arrived >= number:
            told = [one.text for one in through if one.receiver is not None]
            lost = [repr(value) for value in values if not any(repr(value) in text for text in told)]
            if not lost:
                return None
            return (
                f"{listed(lost)} did not come through the {what}: main computed it itself, and what came back from the "
                "child was not used"
            )
        if not arrived and upward:
            return f"nothing came back from a child through the {what}; {number} {are(number)} asked for"
        there = f"{counted(arrived, 'object')} {were(arrived)} received through the {what}{_WAYS[upward]}"
        return f"{there}; {number} {are(number)} asked for"

    return Criterion(f"they talked through a {what}", miss)


def in_messages(kind: str, fewest: int, most: int) -> Criterion:
    """Ask that children sent the program this many messages, all in all.

    Parameters
    ----------
    kind : str
        As for `went_through`.
    fewest, most : int
        How many.
    """

    def miss(trial: Trial) -> str | None:
        if not made(kind, trial):
            return f"no {kind.lower()} was used"
        found = len(sent_by_children(kind, trial))
        if fewest <= found <= most:
            return None
        more = "put more into each" if found > most else "main waits for the last item before it has the first"
        return f"{counted(found, 'message')} came from a child; {fewest} to {most} are asked for: {more}"

    return Criterion(f"it took {fewest} to {most} messages", miss)


def at_most_bytes(kind: str, most: int) -> Criterion:
    """Ask that what children sent the program has no more than this many bytes, all in all."""

    def miss(trial: Trial) -> str | None:
        if not made(kind, trial):
            return f"no {kind.lower()} was used"
        found = sum(one.bytes or 0 for one in sent_by_children(kind, trial))
        if found <= most:
            return None
        return f"{found:,} bytes came from the children; {most:,} at most are asked for: send only what main needs"

    return Criterion(f"no more than {most:,} bytes came from the children", miss)


def between_children(kind: str, number: int) -> Criterion:
    """Ask that at least `number` objects went from one child to another, not by way of the program.

    Parameters
    ----------
    kind : str
        As for `went_through`.
    number : int
        How many at least.
    """

    def miss(trial: Trial) -> str | None:
        mine = {one.name for one in made(kind, trial)}
        ends = [(one.sender, one.receiver) for one in trial.recording.messages if one.object in mine]
        direct = sum(KERNEL not in pair and None not in pair and pair[0] != pair[1] for pair in ends)
        if direct >= number:
            return None
        return f"{counted(direct, 'object')} {were(direct)} sent from child to child; {number} {are(number)} asked for"

    return Criterion("the children talked to each other", miss)


def at_most_under_way(name: str, number: int, *, slack: int = 0) -> Criterion:
    """Ask that never more than this many objects were in the queue `name` at once.

    Parameters
    ----------
    name : str
        The queue's variable in the answer; if there is none of that name, every queue counts.
    number : int
        How many may be there.
    slack : int
        How many more are let pass: an object counts from the call of ``put`` to the end of ``get``.
    """

    def miss(trial: Trial) -> str | None:
        queues = made("Queue", trial)
        if not queues:
            return "no queue was used"
        mine = [one for one in queues if one.name == name] or queues
        most, where = max((max((level for _, level in one.levels), default=0), one.name) for one in mine)
        if most <= number + slack:
            return None
        return f"up to {counted(most, 'object')} were in the queue {plain(where)} at once; {number} may be"

    return Criterion(f"never more than {number} were in the queue at once", miss)
