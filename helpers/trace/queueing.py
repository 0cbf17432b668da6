"""What a process tells about its queues: who put what, who waits for an item or for room."""

from __future__ import annotations

from time import monotonic_ns

from . import log as logs
from . import wraps
from .marks import (
    INTERNAL,
    give,
    give_back_methods,
    here,
    inode_of,
    made,
    making,
    mark_of,
    own,
    quiet,
    quietly,
    set_mark,
)
from .pipes import PORT, Port, lost, send_at_once
from .short import CONSTANT, short
from .tape import LOST, OPERATIONS, PUT, SIZE, WORDS, error, pack_put, tape_of
from .waiting import goes, waiting_for, waits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .tape import Tape
    from .waiting import Target

TASKS = "_course_tasks"
RESULTS = "_course_results"

_PUT_WAIT = OPERATIONS.index("put")
_NEVER_FULL = 2**24  # items; an unbounded queue of Linux takes 2**31 - 1
_UNBOUNDED = 2**15 - 1  # SEM_VALUE_MAX of the smallest platform: such a queue is not meant to be bounded


def wrap_queues(queues: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with queues."""
    for kind in (queues.Queue, queues.SimpleQueue, queues.JoinableQueue):
        wraps.wrap(kind, "__init__", _make)
        wraps.wrap(kind, "__setstate__", arrive)
    wraps.wrap_closely(queues.Queue, "put", _put)
    wraps.wrap_closely(queues.JoinableQueue, "put", _put)
    wraps.wrap_closely(queues.Queue, "get", _get)
    wraps.wrap_closely(queues.SimpleQueue, "get", _get_simple)
    wraps.wrap(queues.SimpleQueue, "put", _put_simple)
    wraps.wrap(queues.JoinableQueue, "join", waiting_for("join", _unfinished))
    wraps.wrap(queues.JoinableQueue, "task_done", quiet)
    wraps.wrap(queues.Queue, "_start_thread", _start_thread)
    wraps.wrap(queues.Queue, "_feed", _feed)
    wraps.wrap(queues.Queue, "_on_queue_feeder_error", _could_not_feed)


def _make(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    if log is None:
        return original(self, *args, **kwargs)
    outermost = here.scope is None
    with making(""):
        result = original(self, *args, **kwargs)
    try:
        hide_locks(self, log)
        identity = mark_of(self._reader, log)
        if outermost and identity is not None:
            made(log, identity, type(self).__name__, capacity=_capacity(self))
    except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
        log.errors += 1
    return result


def _capacity(queue: Any) -> int | None:  # noqa: ANN401
    size = getattr(queue, "_maxsize", _UNBOUNDED)
    return size if size < _UNBOUNDED else None


def arrive(original: Callable[..., Any], self: Any, state: Any) -> Any:  # noqa: ANN401
    """Unpickle a queue or condition, and know the locks in it as its own."""
    result = original(self, state)
    log = logs.current()
    if log is not None:
        hide_locks(self, log)
    return result


def hide_locks(thing: Any, log: logs.Log) -> None:  # noqa: ANN401
    """Mark the locks inside a queue or condition as such."""
    for name in ("_rlock", "_wlock", "_sem", "_unfinished_tasks", "_cond", "_sleeping_count", "_woken_count",
                 "_wait_semaphore", "_flag"):  # fmt: skip
        lock = own(thing, name)
        if lock is not None and type(lock).__dictoffset__ and mark_of(lock, log) is None:
            set_mark(lock, log, INTERNAL)
            if hasattr(lock, "_semlock") or hasattr(lock, "_lock"):
                give_back_methods(lock)


def identify(queue: Any, log: logs.Log, name: str = "") -> str | None:  # noqa: ANN401
    """Return a queue's id, also of one that was made before the block; None if it is not to be seen.

    Parameters
    ----------
    queue : multiprocessing.queues.Queue or SimpleQueue
        The queue.
    log : Log
        Of this process.
    name : str
        The variable's name, if it is known.
    """
    identity = mark_of(queue._reader, log)  # noqa: SLF001
    if identity is None:
        identity = inode_of(queue._reader) or inode_of(queue._writer)  # noqa: SLF001
        if identity is None:
            return None
        hide_locks(queue, log)
        for end in (queue._reader, queue._writer):  # noqa: SLF001
            set_mark(end, log, identity)
    if identity[:1] == INTERNAL:
        return None
    if identity not in log.refs:
        with quietly():
            made(log, identity, type(queue).__name__, capacity=_capacity(queue), name=name)
    return identity


def _port(queue: Any) -> Port | None:  # noqa: ANN401
    """Find out what is to be known of a queue in this process; None if nothing is told at the moment."""
    log = logs.current()
    if log is None or here.quiet:
        return None
    known: Port | None = own(queue, PORT)
    if known is not None and known.log is log:
        return known
    try:
        identity = identify(queue, log)
        hide_locks(queue, log)
        port = Port(log, 0 if identity is None else log.ref(identity))
        port.is_busy = queue._rlock._semlock._is_zero  # noqa: SLF001
        if getattr(queue, "_maxsize", _NEVER_FULL) < _NEVER_FULL:
            port.is_full = queue._sem._semlock._is_zero  # noqa: SLF001
    except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
        log.errors += 1
        port = Port(log, 0)
    give(queue, PORT, port)
    if hasattr(queue, "_sem"):  # its feeder thread will tell which of the puts it has sent
        give(queue._writer, PORT, port)  # noqa: SLF001
    return port


def _put(original: Callable[..., Any]) -> Callable[..., Any]:  # noqa: C901 - each call would cost
    def put(  # noqa: C901
        self: Any,  # noqa: ANN401
        obj: Any,  # noqa: ANN401
        block: bool = True,
        timeout: float | None = None,
    ) -> Any:  # noqa: ANN401
        try:
            port = self._course_port
        except AttributeError:
            port = None
        if port is None or port.log is not logs._current:  # noqa: SLF001
            port = _port(self)
        if port is None or not port.thing:
            return original(self, obj, block, timeout)
        if block is not True or timeout is not None or self._closed or (port.is_full is not None and port.is_full()):
            return _put_if_possible(original, self, obj, block, timeout, port)
        # Nothing is in its way: told first, as the feeder thread sends it at once, and may not live to tell.
        tape = here.tape
        if tape is None or tape.log is not port.log:
            tape = tape_of(port.log)
        number, t = port.next_number(), monotonic_ns()
        if type(obj) not in CONSTANT:  # time counts before the message is written, not after
            return _put_in_words(original, self, obj, port, tape, number, t)
        port.puts.append((number, obj, True))  # before the feeder thread can look for it
        at = tape.at
        try:
            tape.at = at + SIZE
            pack_put(tape.room, at, port.thing, t, number, PUT)
            if t > tape.due:
                tape.look(t)
        except error:
            tape.write(at, b"", WORDS, port.thing, t, 0, number, 0, 0, 0, PUT)
        except Exception:  # noqa: BLE001
            port.log.errors += 1
        try:
            return original(self, obj)
        except BaseException as problem:
            _take_back(port, tape, number, problem)
            raise

    return put


def _put_in_words(  # noqa: PLR0913, PLR0917
    original: Callable[..., Any],
    self: Any,  # noqa: ANN401
    obj: Any,  # noqa: ANN401
    port: Port,
    tape: Tape,
    number: int,
    t: int,
) -> Any:  # noqa: ANN401
    """Put an object whose short form can't wait: it may be another by then, or making it may run the program's code."""
    try:
        tape.add(PUT, port.thing, t, number, text=short(obj))
    except Exception:  # noqa: BLE001
        port.log.errors += 1
        return original(self, obj)
    port.puts.append((number, None, False))
    try:
        return original(self, obj)
    except BaseException as problem:
        _take_back(port, tape, number, problem)
        raise


def _take_back(port: Port, tape: Tape, number: int, problem: BaseException) -> None:
    port.take_back(number)
    tape.add(LOST, port.thing, number=number, text=type(problem).__name__)


def _put_if_possible(  # noqa: PLR0913, PLR0917
    original: Callable[..., Any],
    self: Any,  # noqa: ANN401
    obj: Any,  # noqa: ANN401
    block: bool,
    timeout: float | None,
    port: Port,
) -> Any:  # noqa: ANN401
    """Put what may have to wait for room, or may be refused; so it is told afterwards."""
    try:
        tape, number = tape_of(port.log), port.next_number()
        later = type(obj) in CONSTANT  # time counts before the message is written, not after
        text = "" if later else short(obj)
        if block and port.is_full is not None and port.is_full():
            tape.wait(_PUT_WAIT, port.thing)
        t = monotonic_ns()
    except Exception:  # noqa: BLE001
        port.log.errors += 1
        return original(self, obj, block, timeout)
    port.puts.append((number, obj if later else None, later))
    try:
        result = original(self, obj, block, timeout)
    except BaseException:
        port.take_back(number)
        tape.go()
        raise
    if tape.waiting:
        tape.go()
        t = monotonic_ns()
    tape.add(PUT, port.thing, t, number, text=text)
    return result


def _put_simple(original: Callable[..., Any], self: Any, obj: Any) -> Any:  # noqa: ANN401
    port = _port(self)
    if port is None:
        return original(self, obj)
    if port.thing:
        return send_at_once(original, self, obj, port)
    report = own(self, RESULTS)
    if report is not None:
        report(port.log, obj)
    return quiet(original, self, obj)


def _get(original: Callable[..., Any]) -> Callable[..., Any]:
    def get(self: Any, block: bool = True, timeout: float | None = None) -> Any:  # noqa: ANN401
        try:
            port = self._course_port
        except AttributeError:
            port = None
        if port is None or port.log is not logs._current or not port.thing:  # noqa: SLF001
            port = _port(self)
        if port is None:
            return original(self, block, timeout)
        if not port.thing:
            return get_hidden(original, self, port.log, block, timeout)
        if block is True and timeout is None and not port.is_busy():
            return original(self)  # it is reading that waits
        tape = tape_of(port.log)
        if block:
            waits(tape, "get", port.thing)
        try:
            return original(self, block, timeout)
        finally:
            goes(tape)

    return get


def _get_simple(original: Callable[..., Any]) -> Callable[..., Any]:
    def get(self: Any) -> Any:  # noqa: ANN401
        port = _port(self)
        if port is None:
            return original(self)
        if not port.thing:
            return get_hidden(original, self, port.log)
        if not port.is_busy():
            return original(self)
        tape = tape_of(port.log)
        waits(tape, "get", port.thing)
        try:
            return original(self)
        finally:
            goes(tape)

    return get


def get_hidden(original: Callable[..., Any], self: Any, log: logs.Log, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    """Get from a queue that is part of something else, such as a pool's tasks."""
    tasks = own(self, TASKS)
    if tasks is None:
        return quiet(original, self, *args, **kwargs)
    tape = tape_of(log)
    waits(tape, "task", log.ref(tasks.pool))
    try:
        obj = quiet(original, self, *args, **kwargs)
    except BaseException:
        goes(tape)
        raise
    tasks.begin(log, tape, obj)
    goes(tape)  # unless the beginning of a task has said so
    return obj


def _unfinished(log: logs.Log, queue: Any) -> Target:  # noqa: ANN401
    identity = identify(queue, log)
    return None if identity is None else ("o", identity)


def _start_thread(original: Callable[..., Any], self: Any) -> Any:  # noqa: ANN401
    result = original(self)
    try:  # at its end this process will wait until the feeder thread has written everything
        join = self._jointhread
        log = logs.current()
        identity = identify(self, log) if log is not None else None
        if join is not None and identity is not None:
            finalizer = join._callback  # noqa: SLF001
            join._callback = lambda *args: _flush(finalizer, identity, *args)  # noqa: SLF001
    except Exception:  # noqa: BLE001, S110
        pass
    return result


def _flush(original: Callable[..., Any], identity: str, thread: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    if log is None:
        return original(thread)
    tape = tape_of(log)
    waits(tape, "flush", log.ref(identity))
    try:
        return original(thread)
    finally:
        goes(tape)


def _feed(original: Callable[..., Any], buffer: Any, notempty: Any, send_bytes: Any, *args: Any) -> Any:  # noqa: ANN401
    here.feeding = getattr(send_bytes, "__self__", None)
    return quiet(original, buffer, notempty, send_bytes, *args)


def _could_not_feed(original: Callable[..., Any], error: BaseException, obj: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    if log is not None and here.feeding is not None and not here.told:
        lost(log, here.feeding, error)
    here.told = False
    return original(error, obj)
