"""The practice room: predictions, exercises, progress; runs in the notebook's kernel only.

Data flow, one way::

    cell --%%worker--> module --attempt--> sacrificial process --trial--> value + recording
                                                                              |
                        achievements <-- verdict <-- criteria of the exercise <-+

* `worker_cell`     ``%%worker``: a cell that is a module;
* `cell_functions`  what a spawned child can't import is recognised before it can hang;
* `attempt`         runs an answer in a process that may hang or crash, and ends it;
* `trial`           what happens in that process;
* `criteria`        pure functions on what came out;
* `exercise`        the format of an exercise; ``exercises`` has one module for each;
* `verdict`         what the learner sees;
* `checking`        `check`, `hint`, `solution`;
* `achievements`    what was passed, kept per user;
* `predictions`     `predict`; the lessons' ``questions`` are kept apart, as they hold the answers;
* `cells`           the exercises as notebook cells.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helpers.practice.achievements import progress, reset
    from helpers.practice.checking.check import check, hint, solution
    from helpers.practice.predictions import predict

__all__ = ["check", "hint", "predict", "progress", "reset", "solution"]

_HOMES = {
    "check": "checking.check",
    "hint": "checking.check",
    "solution": "checking.check",
    "predict": "predictions",
    "progress": "achievements",
    "reset": "achievements",
}


def __getattr__(name: str) -> object:
    """Import on demand: the process that runs an answer needs none of these."""
    import importlib  # noqa: PLC0415

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
