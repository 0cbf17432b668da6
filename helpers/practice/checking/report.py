"""Hands over what an answer brought, once: at its end, or at the deadline if that comes first.

The kernel looks for the file `REPORT`; it is there whole or not at all.
"""

from __future__ import annotations

import pickle
import threading
import time
from typing import TYPE_CHECKING, Any

from helpers.practice.checking.patience import MOST, is_starved
from helpers.practice.trial import Trial

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.watch.recording import Recording

REPORT = "report"
_LOOK = 0.2  # seconds between two looks whether a busy machine has given it some CPU


class Report:
    """What becomes of one answer.

    Parameters
    ----------
    folder : Path
        Where the kernel looks for it.
    recording : Recording
        Of the answer's run.
    seconds : float
        The deadline, from now on; on a busy machine it is put off, see `helpers.practice.checking.patience`.
    """

    def __init__(self, folder: Path, recording: Recording, seconds: float) -> None:
        self.returned = False
        self._folder = folder
        self._recording = recording
        self._seconds = seconds
        self._once = threading.Lock()
        threading.Thread(target=self._at_deadline, daemon=True).start()

    def _at_deadline(self) -> None:
        began = time.monotonic()
        time.sleep(self._seconds)
        while time.monotonic() - began < MOST * self._seconds and is_starved(self._recording.snapshot, self._seconds):
            time.sleep(_LOOK)
        if not self.returned:
            self.hand_over({"ending": "deadline"})

    def hand_over(self, found: dict[str, Any]) -> None:
        """Write the report, in one step; a second caller blocks until this process is ended."""
        if not self._once.acquire(blocking=False):
            threading.Event().wait()
        trial = Trial(snapshot=self._recording.snapshot, seconds=self._seconds, **found)
        new = self._folder / (REPORT + ".new")
        with new.open("wb") as file:
            pickle.dump(trial, file)
        new.replace(self._folder / REPORT)
