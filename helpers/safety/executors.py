"""Ends a `concurrent.futures.ProcessPoolExecutor` whose workers are killed, so that nobody waits for it any more.

Its own thread notices a killed worker and ends the executor, except when that worker was in the middle of a message.
"""

from __future__ import annotations

from concurrent.futures import process
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from helpers.safety.pools import drain_until

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from threading import Thread

_ENDS = 1.0  # seconds


def submitted() -> dict[Thread, int]:
    """Return how many calls each executor was given so far, by the thread that serves it."""
    found = {}
    for thread in list(process._threads_wakeups):  # noqa: SLF001
        with suppress(AttributeError):
            found[thread] = thread.executor_reference()._queue_count  # noqa: SLF001
    return found


def is_hurt(one: Any, pids: Container[int], before: Mapping[Thread, int]) -> bool:  # noqa: ANN401
    """Tell whether an executor has a worker among these processes, or was given work since that it has not done.

    Parameters
    ----------
    one : ProcessPoolExecutor
        Any.
    pids : container of int
        Those that are ended.
    before : mapping of thread to int
        Only later calls count; see `submitted`.
    """
    first = before.get(one._executor_manager_thread, 0)  # noqa: SLF001
    return any(pid in pids for pid in list(one._processes or ())) or any(  # noqa: SLF001
        number >= first
        for number in list(one._pending_work_items or ())  # noqa: SLF001
    )


def kill_workers(one: Any) -> None:  # noqa: ANN401
    """Kill those that are there."""
    for worker in list((one._processes or {}).values()):  # noqa: SLF001
        with suppress(ValueError, OSError, AttributeError):
            worker.kill()


def finish(one: Any, sentence: str) -> None:  # noqa: ANN401
    """Wait for the end of an executor whose workers are killed; from now on, whoever uses it gets the sentence."""
    thread = one._executor_manager_thread  # noqa: SLF001
    if thread is None:  # it was shut down, or never used
        return
    thread.join(_ENDS)
    if thread.is_alive():
        _abandon(one, thread, sentence)
    one._broken = sentence  # noqa: SLF001


def _abandon(one: Any, thread: Any, sentence: str) -> None:  # noqa: ANN401
    """End the waits of a thread that waits for the rest of a message; if nothing ends them, nobody waits for it."""
    with suppress(OSError, AttributeError):
        thread.result_queue._writer.close()  # noqa: SLF001
    with suppress(OSError, AttributeError):
        drain_until(thread, thread.call_queue._reader)  # noqa: SLF001
    if thread.is_alive():
        process._threads_wakeups.pop(thread, None)  # noqa: SLF001 - not at exit, either
        one._executor_manager_thread = None  # noqa: SLF001
        for item in list((one._pending_work_items or {}).values()):  # noqa: SLF001
            with suppress(Exception):
                item.future.set_exception(process.BrokenProcessPool(sentence))
