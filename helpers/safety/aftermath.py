"""What a stopped block of code leaves behind: processes, pools that replace their workers, threads that never end."""

from __future__ import annotations

import gc
import threading
import time
from contextlib import suppress
from multiprocessing import pool, queues
from typing import TYPE_CHECKING, Any

from helpers.processes.family import NOBODY, Family

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psutil

_WAKE = 0.2  # seconds
_LOOK = 0.02
_STARTS = 2.0  # seconds that a thread which is just starting a process may take for it on a busy machine


class Aftermath:
    """What is started from now on, and how to end it.

    Parameters
    ----------
    since_now : bool
        False takes what is there already, too.
    """

    def __init__(self, *, since_now: bool = True) -> None:
        self._family = Family(since_now=since_now)
        self._threads = set(threading.enumerate()) if since_now else set()
        self._stopped: list[Any] = []  # pools

    @property
    def ended(self) -> set[int]:
        """Pids of the processes that were ended."""
        return self._family.pids

    def alive(self, more: Mapping[int, float] = NOBODY) -> list[psutil.Process]:
        """Return the processes that run now; see `Family.alive`."""
        return self._family.alive(more)

    def wait(self, seconds: float) -> list[psutil.Process]:
        """Give the processes some time to end by themselves; return those that have not."""
        limit = time.monotonic() + seconds
        while (alive := self._family.alive()) and time.monotonic() < limit:
            time.sleep(_LOOK)
        return alive

    def end_processes(self, more: Mapping[int, float] = NOBODY, *, all_pools: bool = False) -> None:
        """End the processes; see `Family.kill`.

        Parameters
        ----------
        all_pools : bool
            Also those of older pools. An interrupt has reached their workers, too: those there now are replacements,
            and what they worked on is lost. Such a pool is stopped for good, rather than left in doubt.
        """
        stopped = self._pools(every=all_pools)
        self._stopped += stopped
        for one in stopped:  # else they would replace their workers
            with suppress(Exception):
                one._worker_handler._state = pool.TERMINATE  # noqa: SLF001
                one._terminate.cancel()  # noqa: SLF001
                one._state = pool.TERMINATE  # noqa: SLF001
        self._family.kill(more)
        for one in stopped:
            with suppress(Exception):
                for worker in list(one._pool):  # noqa: SLF001
                    worker.kill()
        for one in stopped:  # its thread may have been starting some meanwhile
            with suppress(Exception):
                one._worker_handler.join(_STARTS)  # noqa: SLF001
        if stopped:
            self._family.kill(more)

    def clean_up(self, *, all_pools: bool = False) -> None:
        """Leave nothing running, so that the next cell can run and the kernel can end; see `end_processes`."""
        self.end_processes(all_pools=all_pools)
        while self._stopped:
            with suppress(Exception):
                _end_result_handler(self._stopped.pop())
        for thing in gc.get_objects():
            with suppress(Exception):
                if isinstance(thing, queues.Queue) and self._is_new(getattr(thing, "_thread", None)):
                    thing.cancel_join_thread()  # nobody will read what it still has: the kernel must be able to end

    def _pools(self, *, every: bool) -> list[Any]:
        found = []
        for thing in gc.get_objects():
            with suppress(Exception):
                if isinstance(thing, pool.Pool) and (
                    self._is_new(thing._worker_handler)  # type: ignore[attr-defined] # noqa: SLF001
                    or (every and not isinstance(thing, pool.ThreadPool))
                ):
                    found.append(thing)
        return found

    def _is_new(self, thread: threading.Thread | None) -> bool:
        return thread is not None and thread.is_alive() and thread not in self._threads


def _end_result_handler(stopped: Any) -> None:  # noqa: ANN401
    """Wake the thread that waits for results of a pool's workers; none of them will come."""
    stopped._result_handler._state = pool.TERMINATE  # noqa: SLF001
    lock = stopped._outqueue._wlock  # noqa: SLF001 - None on Windows; a killed worker may have held it
    if lock is None or lock.acquire(timeout=_WAKE):
        stopped._outqueue._writer.send(None)  # noqa: SLF001
        stopped._result_handler.join(_WAKE)  # noqa: SLF001
