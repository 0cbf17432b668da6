"""The package in a program that knows nothing of the course: under a name that no program has.

A program may have a package of its own that is called like the one above this, and it may change its ``sys.path``. So
the package is loaded from its folder, whatever can be imported there; and what a spawned child unpickles does not name
it, but this file, which loads it in the child as well.

If such a program imports the course after all, it gets the same modules: see `Same`.
"""

from __future__ import annotations

import importlib.util
import os
import runpy
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

NAME = "_made_visible"
"""What this package is called in such a program."""

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_HERE = os.path.join(_FOLDER, os.path.basename(__file__))
_COURSE = "helpers.trace"


def load() -> None:
    """Load the package under its private name; a second call changes nothing."""
    if NAME in sys.modules:
        return
    init = os.path.join(_FOLDER, "__init__.py")
    spec = importlib.util.spec_from_file_location(NAME, init, submodule_search_locations=[_FOLDER])
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no {init}", name=NAME)
    sys.modules[NAME] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(sys.modules[NAME])
    except BaseException:
        del sys.modules[NAME]
        raise
    sys.meta_path.insert(0, Same)


def module(name: str) -> Any:  # noqa: ANN401
    """Return a module of the package: under its private name, unless this process has imported the course before."""
    if _is_course(sys.modules.get(_COURSE.partition(".")[0])):
        return importlib.import_module(f"{_COURSE}.{name}")
    load()
    return importlib.import_module(f"{NAME}.{name}")


def _is_course(package: object) -> bool:
    """Tell the course from a program's own package of that name."""
    return os.path.dirname(_FOLDER) in map(os.path.abspath, getattr(package, "__path__", ()))


def to_pickle(function: Callable[..., Any], *args: str) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """Return how `function`, of this package, is called when an object is unpickled: see `object.__reduce__`."""
    if __package__ != NAME:
        return function, args
    return runpy.run_path, (_HERE, {"called": (function.__module__.rpartition(".")[2], function.__name__, *args)})


def unpickled(found: Any) -> Any:  # noqa: ANN401
    """Return what that call has returned."""
    return found.get("result") if isinstance(found, dict) else found


class Same:
    """Finds the course's modules, for a program that imports the course: they are those that are loaded already."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:  # noqa: ANN401, ARG004
        """Find a module of the course's package of this name, see `importlib.abc.MetaPathFinder`."""
        if name != _COURSE and not name.startswith(f"{_COURSE}."):
            return None
        if not _is_course(sys.modules.get(_COURSE.partition(".")[0])):
            return None
        return importlib.util.spec_from_loader(name, Same())  # type: ignore[arg-type]

    def create_module(self, spec: Any) -> None:  # noqa: ANN401
        """Let the import make an empty one."""

    def exec_module(self, made: ModuleType) -> None:
        """Put the module that is there in its place."""
        sys.modules[made.__name__] = importlib.import_module(NAME + made.__name__.removeprefix(_COURSE))


if "called" in globals():  # `runpy.run_path` has set it: this is an object's unpickling
    _of, _what, *_args = called  # type: ignore[name-defined]  # noqa: F821
    try:
        result = getattr(module(_of), _what)(*_args)
    except Exception:  # noqa: BLE001 - a child must run as if it were not watched
        result = None
