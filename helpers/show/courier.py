"""Chooses what of the traffic travels to the browser: a picture can't show a hundred thousand arrows.

The recording keeps everything. While the block runs, a frame takes at most so many news of each kind as a page can
draw in a tenth of a second; a wait is only sent if it lasts long enough to be seen. The last frame is chosen anew from
the whole recording. What is left out is counted, and the picture says so.

The lists of a frame, with rows as in `helpers.show.wire`; a row that comes again replaces the one with its number::

    "objects": [...], "messages": [...], "waits": [...], "holds": [...], "tasks": [...],
    "attachments": [...], "calls": [...], "futures": [...],
    "levels":  {object: {"from": 3, "add": [...]}},
    "counts":  {"messages": 12345, "messages_shown": 3000, ...}
"""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from helpers.record.snapshot import Message
from helpers.show import wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from helpers.record.ledger import Choice
    from helpers.record.snapshot import Snapshot
    from helpers.record.things import Curve
    from helpers.record.traffic import Traffic
    from helpers.show.wire import Row

SHOWN = 3000
"""Items of one kind that a picture gets."""

_KINDS = ("messages", "waits", "holds", "tasks", "attachments", "calls", "futures")
_PER_FRAME = 40
_VISIBLE = 0.015  # seconds that a wait or hold must last to be drawn
_SHORTEST: Mapping[str, float] = MappingProxyType({"waits": _VISIBLE, "holds": _VISIBLE})  # the others always are
_PATIENCE = 0.3  # seconds after which a message is sent to the browser though nobody has received it yet
_POINTS = 600  # of a curve


class Courier:
    """Makes the traffic's part of the frames of one picture.

    Parameters
    ----------
    traffic : Traffic
        What to take it from.
    """

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._rows: dict[str, dict[int, Row]] = {kind: {} for kind in _KINDS}  # what was sent, by number
        self._left_out: dict[str, set[int]] = {kind: set() for kind in _KINDS}
        self._curves: dict[int, list[Row]] = {}  # by the place of the object
        self._objects: list[Row] = []
        self._renamed = traffic.renamed

    def has_old_names(self) -> bool:
        """Tell whether an object that the browser knows has another name now: `everything` has to be sent."""
        return self._renamed != self._traffic.renamed

    def news(self, now: float) -> dict[str, Any]:
        """Return what has changed since the last call and can be shown.

        Parameters
        ----------
        now : float
            Seconds from the block's start.
        """
        taken = {kind: list(self._traffic.take(kind, self._chooser(kind, now))) for kind in _KINDS}
        frame: dict[str, Any] = {}
        for kind, chosen in taken.items():
            if chosen:
                frame[kind] = self._keep(kind, chosen)
        if self._has_new_objects():
            frame["objects"] = self._objects
        curves = self._new_levels()
        if curves:
            frame["levels"] = curves
        if frame:
            frame["counts"] = self._counts()
        return frame

    def everything(self) -> dict[str, Any]:
        """Return all that has been sent so far: for a key frame while the block runs."""
        if self.has_old_names():
            self._renamed = self._traffic.renamed
            for kind, rows in self._rows.items():
                self._keep(kind, [(number, self._traffic.row(kind, number)) for number in rows])
        frame: dict[str, Any] = {kind: [rows[number] for number in sorted(rows)] for kind, rows in self._rows.items()}
        self._has_new_objects()
        frame["objects"] = self._objects
        shared = self._traffic.objects()
        frame["levels"] = {wire.key(shared[n]): {"from": 0, "add": curve} for n, curve in self._curves.items()}
        frame["counts"] = self._counts()
        return frame

    def _chooser(self, kind: str, now: float) -> Callable[[int, float, float | None], Choice]:
        """Return what chooses among the changed items of a kind: there is room for some, and some are not seen."""
        sent, left_out = self._rows[kind], self._left_out[kind]
        patience = _PATIENCE if kind == "messages" else _VISIBLE
        shortest = _SHORTEST.get(kind, -1.0)
        taken = new = 0

        def choose(number: int, start: float, end: float | None) -> Choice:
            nonlocal taken, new
            if end is None and now - start <= patience:  # it may end soon, and be sent once
                if self._traffic.pending(kind) <= SHOWN:
                    return None
                left_out.add(number)
                return False
            if number not in sent:
                if end is not None and end - start <= shortest:
                    return False
                if taken >= _PER_FRAME or len(sent) + new >= SHOWN:
                    left_out.add(number)
                    return False
                new += 1
            taken += 1
            return True

        return choose

    def _keep(self, kind: str, chosen: Iterable[tuple[int, Any]]) -> list[Row]:
        names = self._names()
        rows = {number: wire.traffic(kind, number, one, names) for number, one in chosen}
        self._rows[kind] |= rows
        return list(rows.values())

    def _names(self) -> frozenset[str]:
        return frozenset(one.name for one in self._traffic.objects())

    def _has_new_objects(self) -> bool:
        objects = wire.objects(self._traffic.objects()[:SHOWN])
        is_new = objects != self._objects
        self._objects = objects
        return is_new

    def _counts(self) -> dict[str, int]:
        counts = {}
        for kind, rows in self._rows.items():
            counts[kind] = len(rows) + len(self._left_out[kind] - rows.keys())
            counts[f"{kind}_shown"] = len(rows)
        return counts

    def _new_levels(self) -> dict[str, Any]:
        news = {}
        shared = self._traffic.objects()
        for place, points in self._traffic.take_levels():
            curve = self._curves.setdefault(place, [])
            if len(curve) < SHOWN:
                added = [wire.point(*point) for point in points]
                news[wire.key(shared[place])] = {"from": len(curve), "add": added}
                curve += added
        return news


def whole(snapshot: Snapshot) -> dict[str, Any]:
    """Return the traffic's part of a finished recording's only frame: of each kind an even choice of `SHOWN` items."""
    names = {one.name for one in snapshot.objects}
    frame: dict[str, Any] = {"objects": wire.objects(snapshot.objects[:SHOWN]), "counts": {}}
    for kind in _KINDS:
        every = getattr(snapshot, kind)
        frame[kind] = [wire.traffic(kind, number, one, names) for number, one in _thin(every, SHOWN)]
        frame["counts"] |= {kind: len(every), f"{kind}_shown": len(frame[kind])}
    frame["levels"] = {
        wire.key(one): {"from": 0, "add": [wire.point(*point) for point in _thin_curve(one.levels)]}
        for one in snapshot.objects if one.levels
    }  # fmt: skip
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


def _thin_curve(curve: Curve) -> Curve:
    """Return a curve of bounded length that has the highest point of each part."""
    if len(curve) <= _POINTS:
        return curve
    edges = [round(k * len(curve) / (_POINTS // 2)) for k in range(_POINTS // 2 + 1)]
    thinned = []
    for start, stop in pairwise(edges):
        part = curve[start:stop]
        highest = max(part, key=lambda point: point[1])
        thinned += [highest] if part[-1] == highest else [highest, part[-1]]
    return tuple(thinned)
