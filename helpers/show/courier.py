"""Chooses what of the traffic travels to the browser: a picture can't show a hundred thousand arrows.

The recording keeps everything. While the block runs, a frame takes at most so many news of each kind as a page can
draw in a tenth of a second; a wait is only sent if it lasts long enough to be seen. The last frame is chosen anew from
the whole recording. What is left out is counted, and the picture says so.

The lists of a frame; an item that comes again replaces the one with its number::

    "objects":  [[id, name, kind, capacity]]
    "messages": [[number, object, sender, receiver, sent, received, bytes, text, error]]
    "waits":    [[number, process, start, end, operation, name of what it waits for, object or null, thread]]
    "holds":    [[number, process, start, end, object]]
    "tasks":    [[number, process, start, end, function, job, index, items, error]]
    "levels":   {object: {"from": 3, "add": [[time, messages under way]]}}
    "counts":   {"messages": 12345, "messages_shown": 3000}
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from helpers.ground.words import encodable, plain
from helpers.record.snapshot import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from helpers.record.snapshot import Snapshot
    from helpers.record.traffic import Letter, Stretch, Traffic

SHOWN = 3000
"""Items of one kind that a picture gets."""

_PER_FRAME = 40
_VISIBLE = 0.015  # seconds that a wait or hold must last to be drawn
_PATIENCE = 0.3  # seconds after which a message is sent to the browser though nobody has received it yet
_POINTS = 600  # of a curve
_TEXT_LIMIT = 120  # characters


class Courier:
    """Makes the traffic's part of the frames of one picture.

    Parameters
    ----------
    traffic : Traffic
        What to take it from.
    process_name : callable
        Gives the name of a process of this id.
    """

    def __init__(self, traffic: Traffic, process_name: Callable[[str], str]) -> None:
        self._traffic = traffic
        self._process_name = process_name
        self._shown: dict[str, set[int]] = {"messages": set(), "waits": set(), "holds": set(), "tasks": set()}
        self._left_out: dict[str, set[int]] = {kind: set() for kind in self._shown}
        self._levels: dict[str, list[list[float]]] = {}
        self._objects: list[list[Any]] = []

    def news(self, now: float) -> dict[str, Any]:
        """Return what has changed since the last call and can be shown.

        Parameters
        ----------
        now : float
            Seconds from the block's start.
        """
        frame: dict[str, Any] = {}
        for kind in self._shown:
            chosen = list(self._choose(kind, now))
            if chosen:
                frame[kind] = [self._plain(kind, one) for one in chosen]
        objects = self._all_objects()
        if objects != self._objects:
            self._objects = frame["objects"] = objects
        curves = self._news_of_levels()
        if curves:
            frame["levels"] = curves
        if frame:
            frame["counts"] = self._counts()
        return frame

    def everything(self) -> dict[str, Any]:
        """Return all that has been sent so far: for a key frame while the block runs."""
        frame: dict[str, Any] = {
            kind: [self._plain(kind, self._drafts(kind)[number]) for number in sorted(numbers)]
            for kind, numbers in self._shown.items()
        }
        frame["objects"] = self._objects = self._all_objects()
        frame["levels"] = {name: {"from": 0, "add": curve} for name, curve in self._levels.items()}
        frame["counts"] = self._counts()
        return frame

    def _drafts(self, kind: str) -> list[Any]:
        return {
            "messages": self._traffic.letters,
            "waits": self._traffic.waits,
            "holds": self._traffic.holds,
            "tasks": self._traffic.tasks,
        }[kind]  # type: ignore[return-value]

    def _choose(self, kind: str, now: float) -> Iterable[Letter | Stretch]:
        """Yield drafts with something new that a page has room for; what is not ripe waits for the next frame."""
        changed, drafts, shown = self._traffic.changed[kind], self._drafts(kind), self._shown[kind]
        taken = 0
        for number in list(changed):
            one = drafts[number]
            if not _is_ripe(one, now):
                if len(changed) > SHOWN:
                    del changed[number]
                    self._left_out[kind].add(number)
                continue
            del changed[number]
            if number not in shown:
                if not _is_visible(one):
                    continue
                if taken == _PER_FRAME or len(shown) == SHOWN:
                    self._left_out[kind].add(number)
                    continue
            shown.add(number)
            taken += 1
            yield one

    def _plain(self, kind: str, one: Any) -> list[Any]:  # noqa: ANN401
        if kind == "messages":
            return [one.number, _root(one.object), one.sender, one.receiver, _round(one.sent), _round(one.received),
                    one.bytes, _sendable(one.text), one.error]  # fmt: skip
        head = [one.number, one.process, _round(one.start), _round(one.end)]
        if kind == "waits":
            operation, name, thing = self._traffic.wait_of(one, self._process_name)
            return [*head, operation, _sendable(name), thing, _sendable(one.what[2])]
        if kind == "holds":
            return [*head, _root(one.object)]
        function, job, index, items = self._traffic.task_of(one)
        return [*head, _sendable(function), job, index, items, one.error]

    def _all_objects(self) -> list[list[Any]]:
        return [
            [identity, _sendable(thing.name), thing.kind, thing.capacity]
            for identity, thing in list(self._traffic.things.items())[:SHOWN]
        ]

    def _counts(self) -> dict[str, int]:
        counts = {}
        for kind, numbers in self._shown.items():
            counts[kind] = len(numbers) + len(self._left_out[kind] - numbers)
            counts[f"{kind}_shown"] = len(numbers)
        return counts

    def _news_of_levels(self) -> dict[str, Any]:
        news = {}
        for identity, thing in self._traffic.things.items():
            if thing.changed is None:
                continue
            curve = self._levels.setdefault(identity, [])
            time = round(thing.changed, 4)
            points: list[list[float]] = [[time, thing.highest], [time, thing.level]]
            added = points if thing.highest != thing.level else points[:1]
            thing.changed, thing.highest = None, thing.level
            if len(curve) < SHOWN:
                news[identity] = {"from": len(curve), "add": added}
                curve += added
        return news


def _is_ripe(one: Any, now: float) -> bool:  # noqa: ANN401
    if hasattr(one, "sender"):
        return one.received is not None or one.error is not None or now - one.sent > _PATIENCE
    return one.end is not None or now - one.start > _VISIBLE


def _is_visible(one: Any) -> bool:  # noqa: ANN401
    return hasattr(one, "sender") or one.end is None or one.end - one.start > _VISIBLE or len(one.what) > 3


def whole(snapshot: Snapshot, shown: int = SHOWN) -> dict[str, Any]:
    """Return the traffic's part of a finished recording's only frame; objects are known by their names.

    Parameters
    ----------
    snapshot : Snapshot
        The whole recording.
    shown : int
        Items of each kind, at most; an even choice is made if there are more.
    """
    objects = {thing.name for thing in snapshot.objects}
    frame: dict[str, Any] = {
        "objects": [[one.name, _sendable(one.name), one.kind, one.capacity] for one in snapshot.objects[:shown]],
        "messages": [
            [number, one.object, one.sender, one.receiver, _round(one.sent), _round(one.received), one.bytes,
             _sendable(one.text), one.error]
            for number, one in _thin(snapshot.messages, shown)
        ],
        "waits": [
            [number, one.process, _round(one.start), _round(one.end), one.operation, _sendable(one.object),
             one.object if one.object in objects else None, _sendable(one.thread)]
            for number, one in _thin(snapshot.waits, shown)
        ],
        "holds": [
            [number, one.process, _round(one.start), _round(one.end), one.object]
            for number, one in _thin(snapshot.holds, shown)
        ],
        "tasks": [
            [number, one.process, _round(one.start), _round(one.end), _sendable(one.function), one.job, one.index,
             one.items, one.error]
            for number, one in _thin(snapshot.tasks, shown)
        ],
        "levels": {one.name: {"from": 0, "add": _thin_curve(one.levels)} for one in snapshot.objects if one.levels},
    }  # fmt: skip
    frame["counts"] = {
        name: count
        for kind in ("messages", "waits", "holds", "tasks")
        for name, count in ((kind, len(getattr(snapshot, kind))), (f"{kind}_shown", len(frame[kind])))
    }
    return frame


def _thin(items: Sequence[Any], limit: int) -> list[tuple[int, Any]]:
    """Return at most `limit` with their numbers: what is unfinished, as far as there is room, and an even choice."""
    if len(items) <= limit:
        return list(enumerate(items))
    unfinished = [
        number for number, one in enumerate(items) if (one.received if isinstance(one, Message) else one.end) is None
    ]
    chosen = set(unfinished[: limit // 4])
    step = len(items) / (limit - len(chosen))
    chosen |= {int(k * step) for k in range(limit - len(chosen))}
    return [(number, items[number]) for number in sorted(chosen)]


def _thin_curve(curve: tuple[tuple[float, int], ...]) -> list[list[float]]:
    """Return a curve of bounded length that has the highest point of each stretch."""
    if len(curve) <= _POINTS:
        return [[_round(time), level] for time, level in curve]  # type: ignore[list-item]
    edges = [round(k * len(curve) / (_POINTS // 2)) for k in range(_POINTS // 2 + 1)]
    thinned = []
    for start, stop in pairwise(edges):
        part = curve[start:stop]
        highest = max(part, key=lambda point: point[1])
        thinned.append([_round(highest[0]), highest[1]])
        if part[-1] != highest:
            thinned.append([_round(part[-1][0]), part[-1][1]])
    return thinned  # type: ignore[return-value]


def _root(identity: str) -> str:
    return identity.partition("/")[0]


def _sendable(words: str) -> str:
    return encodable(plain(words[:_TEXT_LIMIT]))


def _round(time: float | None) -> float | None:
    return None if time is None else round(time, 4)
