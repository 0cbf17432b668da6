"""Lets a program tell what it does from its first line on: `helpers.watch.program` starts it.

Python imports a module of this name before a program begins, from ``PYTHONPATH`` first. So the program itself runs as
it always does: same ``__main__``, same arguments, no frame of ours in its tracebacks. Then what was set to get here is
taken back, and if the machine has a ``sitecustomize`` of its own, that takes this one's place.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec, spec_from_file_location

_FOLDER = os.path.dirname(os.path.abspath(__file__))


def _take_back() -> None:
    """Let the program find its environment and its path as they were."""
    sys.path[:] = [entry for entry in sys.path if entry != _FOLDER]
    rest = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    rest = rest[1:] if rest[0] == _FOLDER else rest
    os.environ.pop("PYTHONPATH", None)
    if rest:
        os.environ["PYTHONPATH"] = os.pathsep.join(rest)


def _begin(folder: str) -> None:
    """Load the package around this folder and let it begin."""
    file = os.path.join(os.path.dirname(_FOLDER), "alone.py")
    spec = spec_from_file_location("_made_visible_alone", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no {file}")
    loader = module_from_spec(spec)
    spec.loader.exec_module(loader)
    loader.module("program").begin(folder)


_take_back()
try:
    _begin(os.environ.pop("COURSE_WATCHED", ""))
except Exception as _error:  # noqa: BLE001 - the program runs all the same, unseen
    sys.stderr.write(f"The program can't be watched: {type(_error).__name__}: {_error}\n")

_spec = PathFinder.find_spec("sitecustomize")
if _spec is None or _spec.loader is None:
    raise ImportError("this machine has none of its own", name="sitecustomize")  # site takes that for an answer

_own = sys.modules["sitecustomize"] = module_from_spec(_spec)
_spec.loader.exec_module(_own)
