"""Runs code of a cell that has ``await`` outside of a function, in an event loop of its own.

The kernel's loop can't: it runs the cell, and is to run on when a deadline leaves the code by an exception.
"""

from __future__ import annotations

import asyncio
import inspect
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from types import CodeType


def run(code: CodeType, names: dict[str, Any]) -> None:
    """Execute a cell's code, which may be a coroutine's: it was compiled with ``PyCF_ALLOW_TOP_LEVEL_AWAIT``.

    Tasks that it leaves are cancelled at its end, as `asyncio.run` does.
    """
    __tracebackhide__ = True
    if not code.co_flags & inspect.CO_COROUTINE:
        exec(code, names)  # noqa: S102 - it is what a cell is for
        return
    with _no_loop():
        _run(eval(code, names))  # noqa: S307 - the same


def _run(coroutine: Coroutine[Any, Any, None]) -> None:
    __tracebackhide__ = True
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(coroutine)
    finally:
        with suppress(Exception):
            _cancel_all(loop)
        loop.close()  # waits for no thread of its executor


def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks, timeout=0.2))
    loop.run_until_complete(loop.shutdown_asyncgens())


@contextmanager
def _no_loop() -> Iterator[None]:
    """Let the running loop and its task step aside: another one can't run else in this thread."""
    outer = asyncio._get_running_loop()  # noqa: SLF001
    swap = getattr(asyncio.tasks, "_swap_current_task", None)  # from 3.12 on; needed from 3.14 on
    task = swap(outer, None) if outer is not None and swap is not None else None
    asyncio._set_running_loop(None)  # noqa: SLF001
    try:
        yield
    finally:
        asyncio._set_running_loop(outer)  # noqa: SLF001
        if outer is not None and swap is not None:
            swap(outer, task)
