"""How child processes ended, and who waited for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.ground.words import plain
from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.processes import last_named, workers
from helpers.practice.criteria.words import are, counted_processes, listed, names
from helpers.record.names import steady_name
from helpers.record.snapshot import KERNEL, outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.practice.trial import Trial

_SIGNALS = frozenset({"SIGTERM", "SIGKILL"})  # what terminate() and kill() send


def exit_codes(wanted: Mapping[str, int]) -> Criterion:
    """Ask for exit codes, by the name of the process."""

    def miss(trial: Trial) -> str | None:
        for name, code in wanted.items():
            process = last_named(name, trial)
            if process is None:
                return f"no child process is named {name}"
            if process.exit_code != code:
                return f"{name}: {process.outcome}; it should be {outcome(0, code)}"
        return None

    return Criterion(f"exit codes: {listed(f'{name} {outcome(0, code)}' for name, code in wanted.items())}", miss)


def all_went_well() -> Criterion:
    """Ask that each child process ended with exit code 0."""

    def miss(trial: Trial) -> str | None:
        for process in workers(trial):
            if process.ended is not None and process.role != "pool worker" and process.exit_code not in {0, None}:
                why = _last_error(trial) if process.exit_code == 1 else ""
                return f"{steady_name(process)} ended with {process.outcome}{why}"
        return None

    return Criterion("each child process ended with exit code 0", miss)


def _last_error(trial: Trial) -> str:
    lines = [line for line in trial.errors.splitlines() if line and not line.startswith((" ", "Traceback", "Process"))]
    return f", because of {plain(lines[-1])[:200]}" if lines else ""


def some_died() -> Criterion:
    """Ask that a child process ended in another way than with exit code 0: the dangerous work was really tried."""

    def miss(trial: Trial) -> str | None:
        if any(process.ended is not None and process.exit_code not in {0, None} for process in workers(trial)):
            return None
        return "no child process was lost: leave the dangerous work as it is"

    return Criterion("a child process was lost on the way", miss)


def signalled(name: str) -> Criterion:
    """Ask that the process `name` was ended from outside with `terminate` or `kill`."""

    def miss(trial: Trial) -> str | None:
        process = last_named(name, trial)
        if process is None:
            return f"no child process is named {name}"
        sent = {
            event.text for event in trial.recording.events if (event.kind, event.process) == ("signalled", process.id)
        }
        return None if sent & _SIGNALS else f"{name} was not ended from outside: {process.outcome}"

    return Criterion(f"{name} was ended from outside", miss)


def all_joined() -> Criterion:
    """Ask that the answer has waited for each child process."""

    def miss(trial: Trial) -> str | None:
        asked = {event.process for event in trial.recording.events if event.kind == "reaped"}
        lost = [one for one in workers(trial) if one.role == "worker" and one.parent == KERNEL and one.id not in asked]
        return f"nobody waited for {names(lost)}: there is no join()" if lost else None

    return Criterion("each child process was waited for", miss)


def nothing_left_running() -> Criterion:
    """Ask that no child process outlives the answer."""

    def miss(trial: Trial) -> str | None:
        left = [process for process in workers(trial) if process.ended is None]
        if not left:
            return None
        return f"{counted_processes(len(left))} {are(len(left))} still running when main() returns: {names(left)}"

    return Criterion("no process is left running", miss)
