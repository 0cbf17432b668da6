"""What a stopped block of code leaves behind: processes, pools that replace their workers, threads that never end.

Whatever has processes is afterwards either whole, or ended for good, and says so when it is used.
"""

from __future__ import annotations

import gc
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import pool, queues
from multiprocessing.managers import BaseManager, BaseProxy
from typing import TYPE_CHECKING, Any

from helpers.processes.family import NOBODY, Family
from helpers.processes.reaping import reap
from helpers.safety import executors, managers, pools

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psutil

_LOOK = 0.02


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
        self._job = pools.next_job() if since_now else 0
        self._submitted = executors.submitted() if since_now else {}
        self._pools: list[Any] = []  # that were stopped
        self._executors: list[Any] = []

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
        """End the processes; see `Family.kill`. A signal's handler may call this: it waits for no lock.

        Parameters
        ----------
        more : mapping of int to float
            See `Family.alive`.
        all_pools : bool
            Also those of older pools. An interrupt has reached their workers, too: those there now are replacements,
            and what they worked on is lost. Such a pool is stopped for good, rather than left in doubt.
        """
        young = {process.pid for process in self._family.alive(more)}
        while self._stop_hurt(young, every=all_pools):
            self._family.kill(more)
            for one in self._pools:  # its thread may have been starting some meanwhile
                pools.wait_for_starts(one)
            young = set()
        self._family.kill(more)
        # One that looked whole may have replaced a worker in the meantime, who was killed.
        if self._stop_hurt(self._family.pids, every=all_pools):
            self._family.kill(more)

    def _stop_hurt(self, pids: set[int], *, every: bool) -> bool:
        """Stop the pools and executors that are hurt by the end of some processes; tell whether there were more."""
        known = len(self._pools) + len(self._executors)
        for one in _objects(pool.Pool, ProcessPoolExecutor):
            with suppress(Exception):  # one that was interrupted while it was made
                if isinstance(one, ProcessPoolExecutor):
                    self._stop_executor(one, pids, every=every)
                elif not isinstance(one, pool.ThreadPool):
                    self._stop_pool(one, pids, every=every)
        return len(self._pools) + len(self._executors) > known

    def _stop_pool(self, one: Any, pids: set[int], *, every: bool) -> None:  # noqa: ANN401
        is_new = self._is_new(getattr(one, "_worker_handler", None))
        if (every and "_check_running" not in vars(one)) or is_new or pools.is_hurt(one, pids, self._job):
            pools.stop(one)
            pools.kill_workers(one)
            _add(one, self._pools)

    def _stop_executor(self, one: Any, pids: set[int], *, every: bool) -> None:  # noqa: ANN401
        is_new = self._is_new(one._executor_manager_thread)  # noqa: SLF001
        if (every and one._processes) or is_new or executors.is_hurt(one, pids, self._submitted):  # noqa: SLF001
            executors.kill_workers(one)
            _add(one, self._executors)

    def clean_up(self, why: str, *, all_pools: bool = False) -> None:
        """Leave nothing running, so that the next cell can run and the kernel can end; see `end_processes`.

        Parameters
        ----------
        why : str
            What whoever uses a pool that was ended is told, for example ``when the cell was interrupted``.
        all_pools : bool
            See `end_processes`.
        """
        self.end_processes(all_pools=all_pools)
        reap(self.ended)
        while self._pools:
            with suppress(Exception):
                one = self._pools.pop()
                pools.finish(one, _sentence("pool", why, f"Pool({one._processes})"))  # noqa: SLF001
        while self._executors:
            with suppress(Exception):
                one = self._executors.pop()
                executors.finish(one, _sentence("executor", why, f"ProcessPoolExecutor({one._max_workers})"))  # noqa: SLF001
        self._finish_managers(_sentence("manager", why, "Manager()"))
        for thing in _objects(queues.Queue):
            with suppress(Exception):
                if self._is_new(getattr(thing, "_thread", None)):
                    thing.cancel_join_thread()  # nobody will read what it still has: the kernel must be able to end

    def _finish_managers(self, sentence: str) -> None:
        things = _objects(BaseManager, BaseProxy)
        proxies = [thing for thing in things if isinstance(thing, BaseProxy)]
        for one in things:
            with suppress(Exception):
                if isinstance(one, BaseManager) and managers.is_hurt(one, self.ended):
                    managers.finish(one, proxies, sentence)

    def _is_new(self, thread: threading.Thread | None) -> bool:
        return thread is not None and thread.is_alive() and thread not in self._threads


def _objects(*kinds: type) -> list[Any]:
    """Return all objects of some classes that there are. Their own idea of their class is not asked for."""
    return [thing for thing in gc.get_objects() if issubclass(type(thing), kinds)]


def _add(one: Any, others: list[Any]) -> None:  # noqa: ANN401
    if not any(one is other for other in others):
        others.append(one)


def _sentence(kind: str, why: str, new: str) -> str:
    return f"this {kind} was ended {why}; make a new one, for example: {kind} = {new}"
