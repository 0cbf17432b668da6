"""Turns snapshots into the frames that travel to the browser.

A key frame holds everything; the frames after it hold what is new since the frame before. A page that missed one
(it was still loading) waits for the next key frame, which comes when the frames since the last one add up to a few
times its size; so the traffic stays within a small factor of the news.

A frame, all times in seconds from the block's start::

    {"seq": 7, "key": false, "now": 1.25, "live": true,
     "meta": {"method": "spawn", "cpus": 2, "cpus_usable": 2, "python": "3.13.0", "notes": []},   # key frames only
     "processes": [{"id": "0.1",                      # only processes, and of these only fields, with something new
                    "name": ..., "pid": ..., "parent": ..., "system_parent": ..., "role": ..., "detail": ...,
                    "method": ..., "started": ..., "ended": ..., "outcome": "exit 0", "failed": false,
                    "spans": {"from": 2, "add": [[0.31, null, "running"]]},   # keep 2, then append these
                    "use": {"from": 9, "add": [[1.2, 98.0, 18874368]]},
                    "ticks": {"from": 0, "add": [[0.4, "hello"]]}}],          # what it said
     ...}                                             # and what `helpers.show.courier` adds

Which field of a row is where stands in `helpers.show.wire`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from helpers.show import wire
from helpers.show.courier import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.record.snapshot import Process, Snapshot
    from helpers.show.courier import Courier
    from helpers.show.wire import Row

_KEY_RATIO = 4  # bytes of frames between two key frames, in sizes of a key frame


class Encoder:
    """Makes the frames of one picture, in order.

    Parameters
    ----------
    meta : mapping
        What the picture's head says about the machine.
    """

    def __init__(self, meta: Mapping[str, Any]) -> None:
        self._meta = dict(meta)
        self._sequence = 0
        self._sent: dict[str, _Sent] = {}
        self._since_key = 0
        self._key_size = 0

    def frame(self, snapshot: Snapshot, courier: Courier | None = None) -> dict[str, Any]:
        """Return the next frame; the last one (``live`` is false) is always a key frame.

        Parameters
        ----------
        snapshot : Snapshot
            What is known of the processes.
        courier : Courier, optional
            Brings the news of their messages, waits and tasks while the block runs.
        """
        key = not snapshot.live or self._needs_key(snapshot, courier)
        if key:
            self._sent.clear()
        frame: dict[str, Any] = {
            "seq": self._sequence,
            "key": key,
            "now": wire.seconds(snapshot.duration),
            "live": snapshot.live,
            "processes": self._news(snapshot),
        }
        if not snapshot.live:
            frame |= whole(snapshot)
        elif courier is not None:
            news = courier.news(snapshot.duration)
            frame |= courier.everything() if key else news
        if key:
            frame["meta"] = {**self._meta, "notes": list(snapshot.notes)}
        self._sequence += 1
        size = len(json.dumps(frame))
        if key:
            self._key_size, self._since_key = size, 0
        else:
            self._since_key += size
        return frame

    def _needs_key(self, snapshot: Snapshot, courier: Courier | None) -> bool:
        vanished = self._sent.keys() - {process.id for process in snapshot.processes}
        due = self._since_key >= _KEY_RATIO * self._key_size
        return due or bool(vanished) or (courier is not None and courier.has_old_names())

    def _news(self, snapshot: Snapshot) -> list[dict[str, Any]]:
        said = _said(snapshot)
        news = []
        for process in snapshot.processes:
            sent = self._sent.setdefault(process.id, _Sent())
            changes = sent.changes(process, said.get(process.id, []))
            if changes:
                news.append({"id": process.id, **changes})
        return news


class _Sent:
    """What the browser knows about one process."""

    __slots__ = ("fields", "spans", "ticks", "use")

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.spans: list[Row] = []
        self.use = 0
        self.ticks: list[Row] = []

    def changes(self, process: Process, ticks: list[Row]) -> dict[str, Any]:
        fields = wire.process(process)
        changes = {key: value for key, value in fields.items() if self.fields.get(key, ...) != value}
        self.fields = fields
        keep = max(0, len(self.spans) - 1)  # only the last one that was sent can have changed
        spans = [wire.span(span) for span in process.spans[keep:]]
        if spans != self.spans[keep:]:
            changes["spans"] = {"from": keep, "add": spans}
            self.spans[keep:] = spans
        if len(process.use) > self.use:
            changes["use"] = {"from": self.use, "add": [wire.use(use) for use in process.use[self.use :]]}
            self.use = len(process.use)
        if ticks != self.ticks:  # two threads of a process may write in another order than they took the time
            same = next(
                (n for n, (old, new) in enumerate(zip(self.ticks, ticks, strict=False)) if old != new), len(self.ticks)
            )
            changes["ticks"] = {"from": same, "add": ticks[same:]}
            self.ticks = ticks
        return changes


def _said(snapshot: Snapshot) -> dict[str, list[Row]]:
    said: dict[str, list[Row]] = {}
    for event in snapshot.events:
        if event.kind == "said":
            said.setdefault(event.process, []).append(wire.tick(event))
    return said
