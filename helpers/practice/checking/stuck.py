"""Why an answer did not end, in a sentence, as far as its recording tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.practice.criteria.processes import workers
from helpers.show.stuck import known_cause, open_waits, sentence

if TYPE_CHECKING:
    from helpers.practice.trial import Trial

_WORKING = 8.0  # percent of a CPU; to look at its children costs a program that only waits less


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
    if _is_busy(trial):
        return "main() was busy all the time: does a loop never end?"
    return "main() waited for something that never came"


def _is_busy(trial: Trial) -> bool:
    """Tell whether the answer worked in the end; on a busy machine it gets little of a CPU for that."""
    main = trial.recording.processes[0]
    last = [use.cpu for use in main.use[len(main.use) // 2 :]]
    working = bool(last) and sum(last) / len(last) > _WORKING
    return working or (bool(main.spans) and main.spans[-1].state == "running")
