"""Tells which functions and classes a spawned child can't import, and what to do about it."""

from __future__ import annotations

import functools
import pickle
import sys
import traceback
import types
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED = (types.FunctionType, type)
_FIRST = 100  # items of a list that are looked at


class NotImportable(pickle.PicklingError):
    """A function or class of a plain notebook cell was handed to a child that can't import it."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: where in the notebook, and the sentence; not the depths of `multiprocessing`."""
        every = traceback.extract_tb(self.__traceback__)
        frames = [frame for frame in every if "ipykernel_" in frame.filename or "<ipython" in frame.filename]
        places = [f"in this cell, line {frame.lineno}:\n    {frame.line}" for frame in frames[-1:]]
        return [*places, f"{type(self).__name__}: {self}"]


def refuse(thing: object) -> None:
    """Look at a function or class that is on its way to a spawned child; what it stands in is the pickler's matter.

    Raises
    ------
    NotImportable
        If that child can't import it.
    """
    if not isinstance(thing, _NAMED) or thing.__module__ != "__main__" or _main_is_a_file():
        return
    name = thing.__qualname__
    if "<lambda>" in name:
        raise NotImportable(
            "a lambda can't travel to a child process; write it as a function with a name in a cell that begins with "
            "%%worker my_workers"
        )
    kind = "class" if isinstance(thing, type) else "function"
    if "<locals>" in name:
        raise NotImportable(
            f"the {kind} {thing.__name__} is defined inside a function, where a child process that is not forked can't "
            "find it; define it at the top of a cell that begins with %%worker my_workers"
        )
    raise NotImportable(
        f"the {kind} {name} is defined in a plain notebook cell, and a child process that is not forked can't import it"
        f"; make '%%worker my_workers' the first line of the cell of {name}, run that cell, and run this one again"
    )


def parts(thing: object, depth: int = 4) -> Iterator[object]:
    """Yield functions and classes in `thing`, without walking through large data."""
    if isinstance(thing, functools.partial):
        thing = (thing.func, thing.args, thing.keywords)
    elif isinstance(thing, types.MethodType):
        thing = (thing.__func__, thing.__self__)
    elif isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, (tuple, list)):
        for part in thing[:_FIRST] if depth else ():
            yield from parts(part, depth - 1)
    else:
        yield thing if isinstance(thing, _NAMED) else type(thing)


def _main_is_a_file() -> bool:
    main = sys.modules["__main__"]
    return bool(getattr(main, "__spec__", None) or getattr(main, "__file__", None))
