"""Reads all that can be known of a block into its history."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from helpers.record.sampler import make_sampler
from helpers.trace import log as logs
from helpers.watch import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.record.history import History
    from helpers.record.snapshot import Snapshot
    from helpers.record.tail import Tail

_RECORDS = 500  # of one tape, to read at once


@contextmanager
def _without_collections() -> Iterator[None]:
    """Let nobody look for garbage: half a million new objects, of which none is, would be looked through many times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Collector:
    """Brings together what processes tell and what the system says. An error costs what is being read, no more.

    Parameters
    ----------
    history : History
        Of the block.
    tail : Tail or None
        Reads what processes tell.
    pid : int, optional
        The process whose descendants are sampled, by default this one.
    """

    def __init__(self, history: History, tail: Tail | None, pid: int | None = None) -> None:
        self._history = history
        self._tail = tail
        self._sampler = make_sampler(pid)
        self.problems = 0

    def read_events(self, *, final: bool = False) -> None:
        """Take in the new lines of all logs."""
        if self._tail is None:
            return
        for identity, event in self._tail.read(final=final):
            try:
                self._history.event(identity, event)
            except Exception:  # noqa: BLE001 - one bad event must not cost the others
                self.problems += 1

    def read_tapes(self, *, final: bool = False) -> None:
        """Take in new records of all tapes; of each a part only, unless it is the last time."""
        if self._tail is None:
            return
        traffic = self._history.traffic
        for record in self._tail.read_tapes(traffic.is_known, limit=None if final else _RECORDS):
            try:
                traffic.record(record, self._history.seconds(record.t))
            except Exception:  # noqa: BLE001
                self.problems += 1

    def sample(self, *, first: bool = False) -> None:
        """Take in what the system says at this moment."""
        readings = self._sampler.sample(self._history.expected())
        self._history.sample(time.monotonic_ns(), readings, self._sampler.command_line, first=first)

    def ask_for_exit_codes(self) -> None:
        """Take in how children have ended that nobody has asked yet."""
        children.tell_exit_codes(self._history, final=False)

    def snapshot(self, *, brief: bool = False) -> Snapshot:
        """Return what has been taken in; `brief` as in `History.snapshot`."""
        return self._history.snapshot(time.monotonic_ns(), live=True, brief=brief)

    def finish(self, end: int) -> Snapshot:
        """Take in the rest, and return the whole recording.

        Parameters
        ----------
        end : int
            When the block ended, `time.monotonic_ns`.
        """
        with _without_collections():
            self.read_events(final=True)
            self.read_tapes(final=True)
            with suppress(Exception):
                self.sample()
            children.tell_exit_codes(self._history, final=True)
            self._note_what_is_missing()
            return self._history.snapshot(end, live=False)

    def _note_what_is_missing(self) -> None:
        log = logs.current()
        lost = self.problems + (self._tail.unreadable if self._tail else 0) + (log.errors if log else 0)
        missed = self._history.traffic.missed
        if missed:
            words = "messages, waits and locks are left out: too many for one recording"
            self._history.notes.append(f"{missed:,} {words}.")
        if lost:
            self._history.notes.append(f"{lost} events could not be recorded.")
