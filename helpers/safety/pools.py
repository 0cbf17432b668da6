"""Ends a `multiprocessing.Pool` whose workers are killed, so that nobody waits for it any more, and it says so.

Its own ``terminate`` can't: a worker that was killed while it took a task has kept the lock of the tasks' queue, and
the pool's threads wait for that lock, or for a worker, for ever. A pool of threads is left alone: nobody kills those.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from multiprocessing import pool
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container

_STARTS = 2.0  # seconds that a thread which is just starting a process may take for it on a busy machine
_WAKE = 0.3  # seconds
_LOOK = 0.01
_THREADS = "_worker_handler", "_task_handler", "_result_handler"


def next_job() -> int:
    """Return the number that the next job of any pool gets."""
    return int(repr(pool.job_counter).strip("count()"))  # type: ignore[attr-defined]


def is_hurt(one: pool.Pool, pids: Container[int], job: int) -> bool:
    """Tell whether a pool has a worker among these processes, or was given work that it has not done.

    Parameters
    ----------
    one : Pool
        Any.
    pids : container of int
        Those that are ended.
    job : int
        Only this job and later ones count; see `next_job`.
    """
    whole: Any = one
    return any(worker.pid in pids for worker in list(whole._pool)) or any(  # noqa: SLF001
        number >= job
        for number in list(whole._cache)  # noqa: SLF001
    )


def stop(one: Any) -> None:  # noqa: ANN401
    """Let a pool replace no worker any more. A signal's handler may call this: it waits for no lock."""
    for name in ("_worker_handler", "_task_handler"):
        with suppress(AttributeError):
            getattr(one, name)._state = pool.TERMINATE  # noqa: SLF001
    with suppress(AttributeError):
        one._terminate.cancel()  # noqa: SLF001
    one._state = pool.TERMINATE  # noqa: SLF001


def kill_workers(one: Any) -> None:  # noqa: ANN401
    """Kill those that are there."""
    for worker in list(one._pool):  # noqa: SLF001
        with suppress(ValueError, OSError, AttributeError):
            worker.kill()


def wait_for_starts(one: Any) -> None:  # noqa: ANN401
    """Wait until a stopped pool, whose workers were killed, starts none any more."""
    with suppress(AttributeError, RuntimeError):
        one._worker_handler.join(_STARTS)  # noqa: SLF001


def finish(one: Any, sentence: str) -> None:  # noqa: ANN401
    """End the threads of a stopped pool and the waits for its results; from now on, whoever uses it gets the sentence.

    Parameters
    ----------
    one : Pool
        Its workers are killed; see `stop` and `kill_workers`.
    sentence : str
        Why it was ended, and what to do.
    """
    if "_check_running" in vars(one):
        return

    def refuse() -> None:
        raise ValueError(sentence)

    one._check_running = refuse  # noqa: SLF001 - all ways to give it work ask this
    with suppress(AttributeError):  # it was interrupted before it had them all
        _end_threads(one)
    for name in _THREADS:
        if hasattr(one, name) and getattr(one, name).is_alive():  # half a message keeps it; ``join`` must not wait
            setattr(one, name, _ended_thread())
    for job in list(one._cache.values()):  # noqa: SLF001
        with suppress(Exception):  # a callback of the learner's
            _fail(job, sentence)
    one._cache.clear()  # noqa: SLF001


def _end_threads(one: Any) -> None:  # noqa: ANN401
    one._result_handler._state = pool.TERMINATE  # noqa: SLF001
    with suppress(OSError, ValueError):
        one._change_notifier.put(None)  # noqa: SLF001
    wait_for_starts(one)
    kill_workers(one)
    for worker in list(one._pool):  # noqa: SLF001
        worker.join(_WAKE)
    free(one._inqueue._rlock)  # noqa: SLF001
    free(one._outqueue._wlock)  # noqa: SLF001
    one._taskqueue.put(None)  # noqa: SLF001
    drain_until(one._task_handler, one._inqueue._reader)  # noqa: SLF001
    one._result_handler.join(_WAKE)  # noqa: SLF001
    if one._result_handler.is_alive():  # noqa: SLF001
        with suppress(OSError):
            one._outqueue._writer.close()  # noqa: SLF001 - the end of the pipe ends it
        one._result_handler.join(_WAKE)  # noqa: SLF001


def free(lock: Any) -> None:  # noqa: ANN401
    """Release a lock that none but a killed process can have kept; there is none on Windows."""
    if lock is not None:
        lock.acquire(timeout=_WAKE)
        with suppress(ValueError):
            lock.release()


def drain_until(thread: threading.Thread, reader: Any) -> None:  # noqa: ANN401
    """Read what nobody else will, raw as half of it may be gone, so that the thread that writes it can end."""
    limit = time.monotonic() + _WAKE
    while thread.is_alive() and time.monotonic() < limit:
        with suppress(OSError, EOFError):
            while reader.poll():
                if os.name == "nt":
                    reader.recv_bytes()
                elif not os.read(reader.fileno(), 1 << 16):
                    break
        thread.join(_LOOK)


def _ended_thread() -> threading.Thread:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return thread


def _fail(job: Any, sentence: str) -> None:  # noqa: ANN401
    """Let the wait for a result end in the sentence."""
    failure = False, ValueError(sentence)
    if isinstance(job, pool.IMapIterator):
        job._set(job._index, failure)  # type: ignore[attr-defined] # noqa: SLF001
        job._set_length(job._index)  # type: ignore[attr-defined] # noqa: SLF001
        return
    for _ in range(getattr(job, "_number_left", 1)):
        job._set(0, failure)  # noqa: SLF001
