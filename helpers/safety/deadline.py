"""Runs code that may never end, and stops it.

How a block is stopped: a timer's thread sends this process a SIGINT. Its handler runs in the main thread, between two
steps of the learner's code, also when that was blocked in ``join``, ``get``, ``recv``, ``acquire``, ``sleep`` or a
loop. It notes who waits for what, ends the children that the block has started, and raises an exception that leaves
the block. Windows can't interrupt every wait by a signal; there the timer's thread ends the children itself, which ends
a wait for them, and then interrupts the main thread.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from helpers.ground.machinery import MACHINERY
from helpers.record.snapshot import KERNEL
from helpers.safety import stacks
from helpers.safety.aftermath import Aftermath
from helpers.safety.interrupts import interrupt_main_thread
from helpers.show.stuck import sentence
from helpers.trace import stacks as stack_offers
from helpers.watch.block import watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_AGAIN = 0.7  # seconds between two interrupts
_TRIES = 15
_LATE = 2.0  # seconds; less is not worth a word
_THREAD_CLOCK = hasattr(time, "pthread_getcpuclockid")  # not on Windows and macOS
# Of one CPU, from which the main thread counts as running: on a crowded machine it gets only a little of it. Where all
# threads have to be counted, the one that samples has its share, too.
_BUSY = 0.03 if _THREAD_CLOCK else 0.1


class _TimeIsUp(BaseException):
    """Leaves the block; no ``except Exception`` stops it."""


class Deadline:
    """Stops a block of code that takes too long, and the processes that it has started.

    Parameters
    ----------
    seconds : float
        How long it may take.

    Attributes
    ----------
    told : str
        If it was stopped, who was waiting for what.
    late : str
        If it took long to stop it, how long and why, to be said after `told`.
    is_busy : bool
        Whether the main thread used the CPU in the second half of its time, rather than slept.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        # The timer's thread and the signal's handler share what follows. The handler runs in the main thread, between
        # two steps of whatever that is doing, so it may wait for no lock that the main thread can hold. Each of these
        # is one attribute that one side sets and the others read; what they rely on is the order of setting.
        self._is_up = False  # the timer sets it before it sends its first signal: an earlier one is a Ctrl-C
        self._left = False  # the main thread sets it when the block has ended: from then on, nothing is raised
        self._ending = False  # the handler sets it while it runs: a signal in the middle of that changes nothing
        self.told = ""  # the handler sets it, once
        self.late = ""  # the main thread sets it, at the end
        self.is_busy = False  # the timer sets it, before `_is_up`
        self._ended = threading.Event()  # for the timer to wait at; the handler does not touch it: it has a lock
        self._aftermath = Aftermath()
        self._main = threading.main_thread().ident

    def run(self, block: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Call `block` in the main thread; return what it returns, or None if it was stopped.

        Raises
        ------
        RuntimeError
            If this is not the main thread: only that can be interrupted.
        """
        __tracebackhide__ = True
        if threading.get_ident() != self._main:
            raise RuntimeError("a deadline works in the main thread only, which is where cells usually run")
        with stack_offers.wanted():
            return self._run(block)

    def _run(self, block: Callable[[], Any]) -> Any:  # noqa: ANN401
        __tracebackhide__ = True
        before, tracing = signal.getsignal(signal.SIGINT), sys.gettrace()
        timer = threading.Thread(target=self._wait, name="deadline", daemon=True)
        result, began = None, time.monotonic()
        try:
            try:
                signal.signal(signal.SIGINT, lambda number, frame: self._interrupted(number, frame, before))
                timer.start()
                result = block()
            finally:
                self._left = True
        except _TimeIsUp:  # also when it came just as the block ended
            pass
        finally:
            self._left = True
            self._ended.set()
            if timer.ident is not None:
                timer.join()  # it sends no signal any more
            sys.settrace(tracing)
            signal.signal(signal.SIGINT, before)
            if self.told:
                left = time.monotonic() - began - self.seconds
                self._aftermath.clean_up(f"when the cell was stopped after {text_of(self.seconds)}")
                self._say_how_late(left, time.monotonic() - began - self.seconds)
        return result

    def _say_how_late(self, left: float, ended: float) -> None:
        """Say why the end took long, if it did.

        Parameters
        ----------
        left, ended : float
            Seconds from the time that was up until the block was left, and until all of its processes had ended.
        """
        if ended > _LATE:
            slow = "its code did not let go" if left > ended / 2 else "its processes took so long to end"
            self.late = f" It took {ended:.1f} s more, as {slow}."

    # --- in the timer's thread ----------------------------------------------------------------------------------

    def _wait(self) -> None:
        if self._ended.wait(self.seconds / 2):
            return
        half = self._cpu_seconds()
        if self._ended.wait(self.seconds / 2):
            return
        self.is_busy = self._cpu_seconds() - half > _BUSY * self.seconds / 2
        self._is_up = True
        for turn in range(_TRIES):  # whatever the block does in its ``finally`` may block again
            if sys.platform == "win32" and turn:
                self._aftermath.end_processes()
            interrupt_main_thread()
            if self._ended.wait(_AGAIN):
                return

    def _cpu_seconds(self) -> float:
        """Return how long the main thread has worked; where that can't be told, how long all threads have."""
        if _THREAD_CLOCK and self._main is not None:
            return time.clock_gettime(time.pthread_getcpuclockid(self._main))
        return time.process_time()

    # --- in the main thread -------------------------------------------------------------------------------------

    def _interrupted(self, number: int, frame: FrameType | None, before: Any) -> None:  # noqa: ANN401
        if self._left:
            return
        if not self._is_up:
            if callable(before):  # Ctrl-C before the time was up
                before(number, frame)
            return
        if self._ending:
            return
        again = bool(self.told)  # the block has swallowed what should have ended it, or waits once more
        self._ending = True
        try:
            if not self.told:
                with suppress(Exception):
                    self.told = self._who_waits(frame)
                self.told = self.told or "the notebook was busy"
            with suppress(Exception):  # a program that has opened all files that it may can't even look
                self._aftermath.end_processes(_recorded())
        finally:
            self._ending = False
        if again:
            self._insist(frame)
        raise _TimeIsUp

    def _who_waits(self, frame: FrameType | None) -> str:
        recording = watch.recording_now()
        here = stacks.place_in_cell(frame)
        if recording is None:
            return f"the notebook was at {here}" if here is not None else ""
        snapshot = recording.snapshot
        places: dict[str, stacks.Place | str] = {}
        with suppress(Exception):
            places |= stacks.collect(snapshot.processes, self._aftermath.alive(_recorded()))
        if here is not None:
            places[KERNEL] = here
        return sentence(snapshot, busy=self.is_busy, places=places)

    def _insist(self, frame: FrameType | None) -> None:
        """Raise at the next line, too: that may be in the ``except`` which swallows what is raised here."""

        def trace(_frame: FrameType, event: str, _: Any) -> Any:  # noqa: ANN401
            if event == "line" and not self._left:
                raise _TimeIsUp
            return trace

        sys.settrace(lambda *_: None)  # those that run already, not what they call
        while frame is not None and frame.f_code.co_filename != __file__:
            frame.f_trace = trace
            frame = frame.f_back


def _recorded() -> dict[int, float]:
    """Return the pids of the block's own processes, and a moment (`time.time`) at which each of them ran."""
    recording = watch.recording_now()
    if recording is None:
        return {}
    snapshot = recording.snapshot
    start = time.time() - snapshot.duration
    ours = (one for one in snapshot.processes if one.role not in MACHINERY and one.started > 0)
    return {one.pid: start + one.running for one in ours if one.pid and one.running is not None}


def parse_seconds(line: str) -> float:
    """Return the seconds that a magic's line names.

    Raises
    ------
    ValueError
        If it names none, or not between 0 and an hour.
    """
    with suppress(ValueError):
        seconds = float(line)
        if 0 < seconds <= 3600:
            return seconds
    raise ValueError(
        f"%%deadline was given {line!r}; it needs the seconds after which the cell is stopped, more than 0 and at most "
        "3600, for example: %%deadline 5"
    )


def text_of(seconds: float) -> str:
    """Return ``3 s`` or ``0.5 s``."""
    return f"{seconds:g} s"
