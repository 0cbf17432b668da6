"""The practice room: predictions, exercises, progress.

It runs in the notebook's kernel, and what tries an answer in a process that can be given up.

Data flow, one way::

    a cell with %%worker --> checking --> verdict --> achievements --> progress
                                ^
             exercises: solution.py (parts), text.toml, a Check (criteria)

* `exercise`        the format of an exercise; ``exercises`` has a folder for each, and adding one is adding a folder;
* `parts`           cuts an exercise's starter and solution from one file;
* `cells`           the exercises as notebook cells;
* `notes`           `hint`, `solution`;
* `worker_cell`     ``%%worker``: a cell that is a module; `worker_folder` keeps the files;
* `cell_functions`  what a spawned child can't import is recognised before it can hang; `importable` tells what that is;
* `checking`        `check`: runs an answer where it can't hurt, and judges it;
* `trial`           what one run of an answer brought;
* `criteria`        pure functions on that;
* `achievements`    `progress`, `reset`: what was passed, kept per user;
* `predictions`     `predict`; the lessons' `questions` are kept apart, as they hold the answers; `observed` reads an
                    answer off a recording.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helpers.practice.achievements import progress, reset
    from helpers.practice.checking.check import check
    from helpers.practice.notes import hint, solution
    from helpers.practice.predictions import predict

__all__ = ["check", "hint", "predict", "progress", "reset", "solution"]

_HOMES = {
    "check": "checking.check",
    "hint": "notes",
    "solution": "notes",
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
