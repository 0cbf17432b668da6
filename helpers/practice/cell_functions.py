"""Recognises, before it can hang, a function or class of a plain cell that is on its way to a spawned child.

A spawned child, or one of a fork server, imports what it runs, and it can't import a notebook cell: `Process` would
end with exit code 1, `Pool.map` would wait for ever. While an object is pickled for such a child, this module looks
at each function and class in it. It is installed in the notebook's kernel only; what is forked stays allowed, and so
does a script, as its main module can be imported.

What is changed in `multiprocessing`, by `install` and for the kernel's life:

* ``ForkingPickler.reducer_override``  looks at all that is pickled for a child that is being started;
* ``Pool._setup_queues``               lets the same look at the tasks of pools that do not fork;
* ``ProcessPoolExecutor.submit``       looks at once: an executor pickles in a thread, and breaks without saying why.
"""

from __future__ import annotations

import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import context, pool, reduction
from typing import TYPE_CHECKING, Any

from helpers.practice.importable import parts, refuse
from helpers.trace import wraps

if TYPE_CHECKING:
    from collections.abc import Callable

_state = threading.local()
_installed = False


def install() -> None:
    """Look at what is pickled for spawned children from now on; a second call changes nothing."""
    global _installed  # noqa: PLW0603 - there is one multiprocessing
    if not _installed:
        _installed = True
        wraps.replace(reduction.ForkingPickler, "reducer_override", _look, until=wraps.KERNEL)
        wraps.wrap(pool.Pool, "_setup_queues", _setup_queues, until=wraps.KERNEL)
        wraps.wrap(ProcessPoolExecutor, "submit", _submit, until=wraps.KERNEL)


def _look(_pickler: object, thing: object) -> Any:  # noqa: ANN401 - see pickle.Pickler
    if context.get_spawning_popen() is not None or getattr(_state, "looking", False):
        refuse(thing)
    return NotImplemented


def _setup_queues(original: Callable[..., None], self: Any) -> None:  # noqa: ANN401
    """Under fork, a task is pickled as well, but the worker has the function: so look only for the other pools."""
    original(self)
    if self._ctx.get_start_method() != "fork":
        self._quick_put = _careful(self._quick_put)


def _careful(put: Callable[[object], None]) -> Callable[[object], None]:
    def quick_put(task: object) -> None:
        _state.looking = True
        try:
            put(task)
        finally:
            _state.looking = False

    return quick_put


def _submit(original: Callable[..., Any], self: Any, fn: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    if self._mp_context.get_start_method() != "fork":
        for thing in parts((fn, args, kwargs)):
            refuse(thing)
    return original(self, fn, *args, **kwargs)
