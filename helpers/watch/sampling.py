"""The thread that looks, ten times a second, and draws what is new. It holds no logic."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from helpers.record.snapshot import Snapshot
    from helpers.watch.collector import Collector

_TAIL_INTERVAL = 0.05  # seconds between two looks into the event files
_SAMPLE_INTERVAL = 0.1  # seconds between two samples, and between two frames
_SHARE = 0.05  # of one core, at most, for sampling; the interval stretches accordingly
_READING_SHARE = 0.02  # the same for reading tapes: each moment of it, the watched program may wait for the interpreter
_JOIN_LIMIT = 5.0  # seconds to wait for the thread at the block's end


class Screen(Protocol):
    """Where what is recorded is seen: `helpers.watch.screen` in a block, `helpers.show.terminal` in a terminal."""

    @property
    def is_on(self) -> bool:
        """Whether somebody sees it."""

    def frame(self, snapshot: Snapshot) -> Any:  # noqa: ANN401
        """Return what is to be drawn, without waiting for anything."""

    def draw(self, frame: Any) -> None:  # noqa: ANN401
        """Draw it."""


class Sampling:
    """Collects and draws in a thread of its own, between `start` and `stop`.

    Parameters
    ----------
    collector : Collector
        Reads what is new.
    screen : Screen
        Shows it.
    """

    def __init__(self, collector: Collector, screen: Screen) -> None:
        self._collector = collector
        self._screen = screen
        self._pid = os.getpid()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        # Whoever reads into the history or out of it holds this lock: the thread, and in `look` whoever asks the
        # recording while the block runs. It is re-entrant because it knows its owner: a signal's handler that looks
        # while its own thread is looking finds that out, and takes what was known before instead of waiting for ever.
        # The thread never waits for anybody while it holds it, so that a handler's wait for it is short.
        self._lock = threading.RLock()
        self._sampling = Budget()
        self._drawing = Budget()
        self._reading = Budget(share=_READING_SHARE)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(_JOIN_LIMIT)

    def give_up(self) -> None:
        """Look no more, and wait for nothing."""
        self._stop.set()

    def look(self) -> Snapshot | None:
        """Return what is known at this moment; None if that can't be told here.

        For whoever looks into the recording while the block runs, in any thread, and in a signal's handler.
        """
        if os.getpid() != self._pid:  # a forked child: the lock may be held by a thread that it does not have
            return None
        if self._lock._is_owned():  # type: ignore[attr-defined]  # noqa: SLF001 - a signal has interrupted this very method
            return None
        with self._lock:
            self._collector.read_events()
            self._collector.read_tapes(final=True)
            return self._collector.snapshot()

    # --- in the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stop.wait(_TAIL_INTERVAL):
            try:
                self._step()
            except Exception:  # noqa: BLE001 - never into the learner's cell
                self._collector.problems += 1

    def _step(self) -> None:
        with self._lock:
            self._collector.read_events()
            if self._screen.is_on and self._reading.allows():  # else nobody sees them before the end
                with self._reading:
                    self._collector.read_tapes()
            if self._sampling.allows():
                with self._sampling:
                    self._collector.sample()
                    self._collector.ask_for_exit_codes()
        if self._screen.is_on and self._drawing.allows():
            with self._drawing:
                with self._lock:
                    frame = self._screen.frame(self._collector.snapshot(brief=True))
                self._screen.draw(frame)


class Budget:
    """Allows a piece of work as often as its share of a core permits.

    Parameters
    ----------
    share : float
        Of one core, at most.
    """

    def __init__(self, share: float = _SHARE) -> None:
        self._share = share
        self._due = 0.0
        self._began = 0.0

    def allows(self) -> bool:
        """Tell whether it is time."""
        return time.monotonic() >= self._due

    def __enter__(self) -> None:
        self._began = time.thread_time()

    def __exit__(self, *_: object) -> None:
        cost = time.thread_time() - self._began
        self._due = time.monotonic() + max(_SAMPLE_INTERVAL, cost / self._share)
