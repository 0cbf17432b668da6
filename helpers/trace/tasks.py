"""What pool workers tell about their tasks.

A worker of ``multiprocessing.Pool`` or ``ProcessPoolExecutor`` takes tasks from one queue and puts results into
another. It learns in `enter` which queues these are; their ``get`` and ``put`` then tell what passes.
"""

from __future__ import annotations

import threading
from itertools import count

from . import log as logs
from . import wraps
from .marks import INTERNAL, MARK, here, made, making, mark_of, quiet, quietly, set_mark
from .queueing import RESULTS, TASKS, get_hidden, hide_locks
from .tape import DONE, FUTURE, OPERATIONS, STATES, TASK, tape_of
from .waiting import waiting_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .tape import Tape

_POOL = "_course_pool"
_FUTURE = "_course_future"
_futures = count(1)
_SUBMITTED, _RUNNING, _DONE, _FAILED, _CANCELLED = range(len(STATES))
_PARTS = (
    "_inqueue", "_outqueue", "_change_notifier", "_call_queue", "_result_queue", "_executor_manager_thread_wakeup",
)  # fmt: skip
_OF_JOBLIB = frozenset({"SafeFunction", "_TracebackCapturingWrapper"})  # each has the function that it calls
_IDLE = OPERATIONS.index("task")


# --- in the worker --------------------------------------------------------------------------------------------------


def enter(process: Any, log: logs.Log, scope: str) -> None:  # noqa: ANN401
    """Listen at the queues of a pool worker: they are the first arguments of its target.

    Parameters
    ----------
    process : multiprocessing.Process
        The worker.
    log : Log
        Of this process.
    scope : str
        The mark of the pool that has started it; not every library's queues carry marks.
    """
    try:
        tasks, results = process._args[:2]  # noqa: SLF001
        mark = mark_of(tasks._reader, log)  # noqa: SLF001
        if mark is None:
            mark = scope
            if len(mark) <= len(INTERNAL):  # a pool from before the block
                return
            _hide([tasks, results], log, mark.removeprefix(INTERNAL))
        listener = _Listener(mark.removeprefix(INTERNAL))
        tasks.__dict__[TASKS] = listener
        listener.listen(tasks, log)
        results.__dict__[RESULTS] = listener.end
        if "get" in tasks.__dict__:  # joblib's queues for multiprocessing.Pool have methods of their own
            _listen_to_methods(tasks, results, log)
    except Exception:  # noqa: BLE001 - see Log
        log.errors += 1


def _listen_to_methods(tasks: Any, results: Any, log: logs.Log) -> None:  # noqa: ANN401
    get, put = tasks.get, results.put
    tasks.get = lambda: get_hidden(lambda _: get(), tasks, log)

    def put_and_tell(obj: Any) -> Any:  # noqa: ANN401
        results.__dict__[RESULTS](log, obj)
        return quiet(put, obj)

    results.put = put_and_tell


class _Listener:
    """What a worker is working on.

    Parameters
    ----------
    pool : str
        Id of the pool.
    """

    def __init__(self, pool: str) -> None:
        self.pool = pool
        self._told = False

    def listen(self, queue: Any, log: logs.Log) -> None:  # noqa: ANN401
        """Tell from when on this worker has the lock of the queue: if it is killed then, no other gets a task."""
        owner, name = (queue, "_recv_bytes") if "_recv_bytes" in queue.__dict__ else (queue._reader, "recv_bytes")  # noqa: SLF001
        original = getattr(owner, name)

        def receive(*args: Any) -> Any:  # noqa: ANN401
            tape = here.tape
            if tape is not None and tape.log is log and tape.waiting:
                tape.wait_on(_IDLE, log.ref(self.pool), size=1)
            return original(*args)

        owner.__dict__[name] = receive

    def begin(self, log: logs.Log, tape: Tape, task: Any) -> None:  # noqa: ANN401
        """Tell that a task begins, which ends the wait for one; whatever else came through the queue is none."""
        try:
            if isinstance(task, tuple) and len(task) == 5:
                job, index, function, args, _ = task
                items = None
                if getattr(function, "__module__", "") == "multiprocessing.pool":  # mapstar, starmapstar
                    function, chunk = args[0]
                    items = len(chunk)
            elif hasattr(task, "work_id"):  # concurrent.futures.process._CallItem
                job, index, function, items = task.work_id, 0, task.fn, None
                inner = getattr(function, "args", None)
                if getattr(getattr(function, "func", None), "__name__", "") == "_process_chunk" and inner:
                    function, items = inner[0], len(task.args[0])
            else:
                return
            function, items = _of_joblib(function, items)
            self._told = True
            tape.add(
                TASK, log.ref(self.pool), number=_number(job), size=_number(index),
                extra=0 if items is None else items + 1, text=_name(function),
            )  # fmt: skip
        except Exception:  # noqa: BLE001
            log.errors += 1

    def end(self, log: logs.Log, result: Any) -> None:  # noqa: ANN401
        """Tell that the task is done."""
        if not self._told:
            return
        self._told = False
        error = None
        if isinstance(result, tuple) and len(result) == 3:
            good, value = result[2]
            error = None if good else value
        else:
            error = getattr(result, "exception", None)
        error = getattr(error, "exc", error)  # the pool wraps it to carry its traceback
        text = "" if error is None else type(error).__name__
        tape_of(log).add(DONE, log.ref(self.pool), text=text)


def _of_joblib(function: Any, items: int | None) -> tuple[Any, int | None]:  # noqa: ANN401
    """Return what joblib really calls, and for how many items; any other function as it is."""
    for _ in range(2):
        if type(function).__module__.startswith("joblib.") and type(function).__name__ in _OF_JOBLIB:
            function = function.func
    if type(function).__module__.startswith("joblib.") and type(function).__name__ == "BatchedCalls":
        items = len(function.items)
        function = function.items[0][0] if items else function
    return function, items


def _name(function: Any) -> str:  # noqa: ANN401
    inner = getattr(function, "func", None)  # functools.partial
    name = getattr(inner if inner is not None else function, "__qualname__", None)
    return name if isinstance(name, str) else type(function).__name__


def _number(value: Any) -> int:  # noqa: ANN401
    return value if isinstance(value, int) else 0


# --- pools and executors from before the block ----------------------------------------------------------------------


def identify(pool: Any, log: logs.Log, name: str = "") -> None:  # noqa: ANN401
    """Introduce a pool or executor that was made before the block, and know its parts as such.

    Parameters
    ----------
    pool : multiprocessing.pool.Pool or concurrent.futures.ProcessPoolExecutor
        The pool.
    log : Log
        Of this process.
    name : str
        The variable's name, if it is known.
    """
    if type(pool).__name__ == "ThreadPool":
        _hide([getattr(pool, "_change_notifier", None)], log, "")
        return
    identity = _introduce(type(pool).__name__, log, name)
    pool.__dict__[_POOL] = (log.block, identity)
    for item in list((getattr(pool, "_pending_work_items", None) or {}).values()):
        item.future.__dict__[_POOL] = (log.block, identity)
    _hide([pool.__dict__.get(part) for part in _PARTS], log, identity)


def identify_unnamed(log: logs.Log) -> None:
    """Do the same for those that no variable has: their threads know them."""
    import threading  # noqa: PLC0415 - seldom needed; it is imported

    for thread in threading.enumerate():
        executor = getattr(thread, "executor_reference", lambda: None)()
        if executor is not None and executor.__dict__.get(_POOL, ("",))[0] != log.block:
            identify(executor, log)
        queues = [one for one in getattr(thread, "_args", ()) if type(one).__name__ == "SimpleQueue"]
        queues = [one for one in queues if hasattr(one, "_reader") and _block_of(one) != log.block]
        if queues:
            _hide(queues, log, _introduce("Pool", log, ""))


def executor_workers() -> set[int]:
    """Return the pids of workers of executors that live: their processes don't look it."""
    import threading  # noqa: PLC0415

    executors = [getattr(thread, "executor_reference", lambda: None)() for thread in threading.enumerate()]
    return {pid for executor in executors if executor is not None for pid in list(executor._processes or ())}  # noqa: SLF001


def _introduce(kind: str, log: logs.Log, name: str) -> str:
    identity = log.next_object()
    with quietly():
        made(log, identity, kind, name=name)
    return identity


def _hide(parts: list[Any], log: logs.Log, identity: str) -> None:
    for part in parts:
        if part is not None:
            for end in (part._reader, part._writer):  # noqa: SLF001
                set_mark(end, log, INTERNAL + identity)
            hide_locks(part, log)


def _block_of(queue: Any) -> str | None:  # noqa: ANN401
    mark = queue._reader.__dict__.get(MARK)  # noqa: SLF001
    return None if mark is None else mark[0]


# --- in the process that has the pool -------------------------------------------------------------------------------


def wrap_pool(pool: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with `multiprocessing.Pool`."""
    wraps.wrap(pool.Pool, "__init__", _make)
    wraps.wrap(pool.ThreadPool, "__init__", _make_of_threads)
    wraps.wrap(pool.Pool, "join", waiting_for("join", _pool_of))
    wraps.wrap(pool.ApplyResult, "wait", waiting_for("result", _awaited))
    following = pool.IMapIterator.__dict__["next"]
    wraps.wrap(pool.IMapIterator, "next", waiting_for("result", _awaited))
    if pool.IMapIterator.__dict__.get("__next__") is following:
        wraps.replace(pool.IMapIterator, "__next__", pool.IMapIterator.__dict__["next"])


def wrap_process(executor: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with ``ProcessPoolExecutor``."""
    wraps.wrap(executor.ProcessPoolExecutor, "__init__", _make)
    wraps.wrap(executor.ProcessPoolExecutor, "submit", _submit)
    wraps.wrap(executor.ProcessPoolExecutor, "shutdown", waiting_for("join", _shut_down))


wrap_process_executor = wrap_process  # loky's, which is made after the standard library's


def wrap_base(futures: Any) -> None:  # noqa: ANN401
    """Wrap waiting for what an executor has promised, and what becomes of it."""
    wraps.wrap(futures.Future, "result", waiting_for("result", _promised))
    wraps.wrap(futures.Future, "exception", waiting_for("result", _promised))
    wraps.wrap(futures.Future, "__init__", _make_future)
    wraps.wrap(futures.Future, "set_running_or_notify_cancel", _begins)
    wraps.wrap(futures.Future, "set_result", _succeeds)
    wraps.wrap(futures.Future, "set_exception", _fails)
    wraps.wrap(futures.Future, "cancel", _is_cancelled)
    # Not ``wait`` and ``as_completed`` themselves: programs import them by name.
    wraps.wrap(futures, "_create_and_install_waiters", _wait_for_several)


def _make(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    if log is None or type(self).__name__ == "ThreadPool":
        return original(self, *args, **kwargs)
    identity = log.next_object()
    try:
        self.__dict__[_POOL] = (log.block, identity)
        made(log, identity, type(self).__name__)
    except Exception:  # noqa: BLE001
        log.errors += 1
    with making(INTERNAL + identity), quietly():
        return original(self, *args, **kwargs)


def _make_of_threads(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    with making(INTERNAL):
        return original(self, *args, **kwargs)


def _pool_of(log: logs.Log, pool: Any, *_: Any, **__: Any) -> tuple[str, str] | None:  # noqa: ANN401
    mark = getattr(pool, "__dict__", {}).get(_POOL)
    return ("o", mark[1]) if mark is not None and mark[0] == log.block else None


def _awaited(log: logs.Log, result: Any, timeout: float | None = None) -> tuple[str, str] | None:  # noqa: ANN401
    event = getattr(result, "_event", None)
    if timeout == 0 or (event is not None and event.is_set()) or getattr(result, "_items", None):
        return None
    return _pool_of(log, result._pool)  # noqa: SLF001


def _shut_down(log: logs.Log, executor: Any, wait: bool = True, **_: Any) -> tuple[str, str] | None:  # noqa: ANN401
    return _pool_of(log, executor) if wait else None


def _submit(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    mark = self.__dict__.get(_POOL)
    if log is None or mark is None:
        return original(self, *args, **kwargs)
    _submitting.mark = mark if mark[0] == log.block else None
    try:
        with making(INTERNAL + mark[1]), quietly():  # it starts its workers and queues when it needs them
            future = original(self, *args, **kwargs)
    finally:
        _submitting.mark = None
    future.__dict__[_POOL] = mark
    return future


class _Submitting(threading.local):
    """The pool that this thread is submitting to: the next future that it makes is of that."""

    mark: tuple[str, str] | None = None


_submitting = _Submitting()


def _make_future(original: Callable[[Any], None], self: Any) -> None:  # noqa: ANN401
    original(self)
    mark, _submitting.mark = _submitting.mark, None
    if mark is not None:  # now: a thread of the executor is quick
        self.__dict__[_POOL], self.__dict__[_FUTURE] = mark, next(_futures)
        _tell(self, _SUBMITTED)


def _tell(future: Any, state: int, text: str = "") -> None:  # noqa: ANN401
    """Tell that a future of an executor of this block has another state; telling it twice does no harm."""
    number = future.__dict__.get(_FUTURE)
    log = logs.current()
    if number is None or log is None:
        return
    block, identity = future.__dict__[_POOL]
    if block == log.block:
        tape_of(log).add(FUTURE, log.ref(identity), number=number, size=state, text=text)


def _begins(original: Callable[[Any], bool], self: Any) -> bool:  # noqa: ANN401
    begins = original(self)
    if begins:
        _tell(self, _RUNNING)
    return begins


def _succeeds(original: Callable[[Any, Any], None], self: Any, result: Any) -> None:  # noqa: ANN401
    _tell(self, _DONE)  # before: who waits for it goes on at once, and may end the block
    original(self, result)


def _fails(original: Callable[[Any, Any], None], self: Any, exception: Any) -> None:  # noqa: ANN401
    _tell(self, _FAILED, type(exception).__name__)
    original(self, exception)


def _is_cancelled(original: Callable[[Any], bool], self: Any) -> bool:  # noqa: ANN401
    cancelled = original(self)
    if cancelled:
        _tell(self, _CANCELLED)
    return cancelled


_waiting_for_several = waiting_for("result", lambda _, pool, timeout: None if timeout == 0 else pool)


def _wait_for_several(original: Callable[..., Any], fs: Any, return_when: Any) -> Any:  # noqa: ANN401
    waiter = original(fs, return_when)
    try:
        log = logs.current()
        pool = None if log is None else next(filter(None, (_pool_of(log, future) for future in fs)), None)
        if pool is not None:
            wait = waiter.event.wait
            waiter.event.wait = lambda timeout=None: _waiting_for_several(lambda _, limit: wait(limit), pool, timeout)
    except Exception:  # noqa: BLE001, S110 - tracing must not change what the traced program does
        pass
    return waiter


def _promised(log: logs.Log, future: Any, timeout: float | None = None) -> tuple[str, str] | None:  # noqa: ANN401
    if timeout == 0 or future.done():
        return None
    return _pool_of(log, future)
