"""Why an answer did not end, in a sentence, as far as its recording tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.practice.checking.patience import is_busy
from helpers.practice.criteria.processes import workers
from helpers.show.stuck import known_cause, open_waits, sentence

if TYPE_CHECKING:
    from helpers.practice.trial import Trial


def stuck(trial: Trial) -> str:
    """Return why an answer did not end by its deadline."""
    first = f"it did not end within {trial.seconds:g} s and was stopped"
    snapshot = trial.snapshot
    if snapshot is None:
        return first
    return f"{first}; {known_cause(snapshot) or _alone(trial) or sentence(snapshot, root='main process')}"


def _alone(trial: Trial) -> str:
    """Return what may be wrong in `main` where there is nobody else to wait for; else an empty text."""
    if open_waits(trial.recording) or any(process.ended is None for process in workers(trial)):
        return ""
    if is_busy(trial.recording.processes[0]):
        return "main() was busy all the time: does a loop never end?"
    return "main() waited for something that never came"
