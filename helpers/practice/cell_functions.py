"""Recognises, before it can hang, a function or class of a plain cell that is on its way to a spawned child.

A spawned child, or one of a fork server, imports what it runs, and it can't import a notebook cell: `Process` would
end with exit code 1, `Pool.map` would wait for ever. While an object is pickled for such a child, this module looks
at each function and class in it. It is installed in the notebook's kernel only; what is forked stays allowed, and so
does a script, as its main module can be imported.
"""

from __future__ import annotations

import functools
import pickle
import sys
import threading
import traceback
import types
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import context, pool, reduction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_state = threading.local()
_installed = False


class NotImportable(pickle.PicklingError):
    """A function or class of a plain notebook cell was handed to a child that can't import it."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: where in the notebook, and the sentence; not the depths of `multiprocessing`."""
        every = traceback.extract_tb(self.__traceback__)
        frames = [frame for frame in every if "ipykernel_" in frame.filename or "<ipython" in frame.filename]
        places = [f"in this cell, line {frame.lineno}:\n    {frame.line}" for frame in frames[-1:]]
        return [*places, f"{type(self).__name__}: {self}"]


def problem(thing: object) -> str | None:
    """Return what is wrong with handing `thing` to a spawned child, in a sentence, or None.

    Looks at functions and classes only; what they stand in is the pickler's matter.
    """
    if not isinstance(thing, (types.FunctionType, type)) or thing.__module__ != "__main__" or _main_is_a_file():
        return None
    name = thing.__qualname__
    if "<lambda>" in name:
        return (
            "a lambda can't travel to a child process; write it as a function with a name in a cell that begins with "
            "%%worker my_workers"
        )
    kind = "class" if isinstance(thing, type) else "function"
    return (
        f"the {kind} {name} stands in a plain notebook cell, and a child process that is not forked can't import it; "
        f"make '%%worker my_workers' the first line of the cell of {name}, run that cell, and run this one again"
    )


def _main_is_a_file() -> bool:
    main = sys.modules["__main__"]
    return bool(getattr(main, "__spec__", None) or getattr(main, "__file__", None))


@contextmanager
def _for_a_spawned_child() -> Iterator[None]:
    before = getattr(_state, "looking", False)
    _state.looking = True
    try:
        yield
    finally:
        _state.looking = before


def install() -> None:
    """Look at what is pickled for spawned children from now on; a second call changes nothing."""
    global _installed  # noqa: PLW0603 - there is one multiprocessing
    if _installed:
        return
    _installed = True
    _look_while_pickling()
    _look_at_tasks_of_pools()
    _look_at_calls_of_executors()


def _look_while_pickling() -> None:
    def reducer_override(self: object, thing: object) -> Any:  # noqa: ANN401, ARG001 - see pickle.Pickler
        if context.get_spawning_popen() is not None or getattr(_state, "looking", False):
            found = problem(thing)
            if found is not None:
                raise NotImportable(found)
        return NotImplemented

    reduction.ForkingPickler.reducer_override = reducer_override  # type: ignore[method-assign]


def _look_at_tasks_of_pools() -> None:
    """Under fork, a task is pickled as well, but the worker has the function: so look only for the other pools."""
    original = pool.Pool._setup_queues  # type: ignore[attr-defined]  # noqa: SLF001

    @functools.wraps(original)
    def _setup_queues(self: Any) -> None:  # noqa: ANN401
        original(self)
        if self._ctx.get_start_method() != "fork":
            self._quick_put = _careful(self._quick_put)

    pool.Pool._setup_queues = _setup_queues  # type: ignore[attr-defined]  # noqa: SLF001


def _careful(put: Callable[[object], None]) -> Callable[[object], None]:
    def quick_put(task: object) -> None:
        with _for_a_spawned_child():
            put(task)

    return quick_put


def _look_at_calls_of_executors() -> None:
    """Look at what is submitted: an executor pickles in a thread, and breaks without saying why."""
    original: Any = ProcessPoolExecutor.submit

    @functools.wraps(original)
    def submit(self: Any, fn: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if self._mp_context.get_start_method() != "fork":
            for thing in _parts((fn, args, kwargs)):
                found = problem(thing)
                if found is not None:
                    raise NotImportable(found)
        return original(self, fn, *args, **kwargs)

    ProcessPoolExecutor.submit = submit  # type: ignore[method-assign]


def _parts(thing: object, depth: int = 4) -> Iterator[object]:
    """Yield functions and classes in `thing`, without walking through large data."""
    if isinstance(thing, functools.partial):
        thing = (thing.func, thing.args, thing.keywords)
    if isinstance(thing, types.MethodType):
        thing = (thing.__func__, thing.__self__)
    if isinstance(thing, (types.FunctionType, type)):
        yield thing
    elif isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, (tuple, list)) and depth:
        for part in thing[:100]:
            yield from _parts(part, depth - 1)
    elif not isinstance(thing, (types.FunctionType, type, tuple, list)):
        yield type(thing)
