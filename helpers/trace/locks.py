"""What a process tells about its locks: who holds one, who waits for one."""

from __future__ import annotations

import weakref
from time import monotonic_ns

from . import log as logs
from . import wraps
from .marks import (
    INTERNAL,
    MARK,
    give,
    give_back_methods,
    here,
    made,
    making,
    mark_of,
    own,
    quiet,
    quietly,
    semaphore_of,
    semlock_of,
    set_mark,
)
from .queueing import arrive
from .tape import FREED, HELD, tape_of
from .waiting import goes, waiting_for, waits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .tape import Tape
    from .waiting import Target

_GROUP = "_course_group"
_listened: list[weakref.ref[Any]] = []
_RECURSIVE = 0  # kind of an RLock's semaphore


def wrap_synchronize(synchronize: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with locks, events, conditions and barriers."""
    lock = synchronize.SemLock
    wraps.wrap(lock, "__init__", _make)
    wraps.wrap(lock, "__setstate__", _arrive)
    wraps.wrap_closely(lock, "__enter__", _enter)
    wraps.wrap_closely(lock, "__exit__", _leave)
    for kind in (synchronize.Condition, synchronize.Event, synchronize.Barrier):
        wraps.wrap(kind, "__init__", _make_group)
    for kind in (synchronize.Event, synchronize.Barrier):
        wraps.wrap(kind, "wait", waiting_for("wait", _awaited))
    wraps.wrap(synchronize.Condition, "wait", _wait_for_notice)
    wraps.wrap_closely(synchronize.Condition, "__enter__", _enter_condition)
    wraps.wrap_closely(synchronize.Condition, "__exit__", _leave_condition)
    for name in ("notify", "notify_all"):  # they wait until all have woken up, also for one that has been killed
        wraps.wrap(synchronize.Condition, name, waiting_for("notify", _awaited))
    wraps.wrap(synchronize.Event, "set", waiting_for("set", _awaited))
    for name in ("clear", "is_set"):
        wraps.wrap(synchronize.Event, name, quiet)
    for name in ("reset", "abort"):
        wraps.wrap(synchronize.Barrier, name, quiet)
    wraps.wrap(synchronize.Condition, "__setstate__", arrive)
    wraps.wrap(synchronize.Condition, "_make_methods", _make_methods)


def identify(lock: Any, log: logs.Log, name: str = "") -> str | None:  # noqa: ANN401
    """Return a lock's id, also of one that was made before the block; None if it is not to be seen.

    Parameters
    ----------
    lock : multiprocessing.synchronize.SemLock
        A lock or semaphore.
    log : Log
        Of this process.
    name : str
        The variable's name, if it is known.
    """
    identity = mark_of(lock, log)
    if identity is None:
        identity = semaphore_of(lock)
        set_mark(lock, log, identity)
    if identity[:1] == INTERNAL:
        return None
    if identity not in log.refs:
        with quietly():
            made(log, identity, type(lock).__name__, name=name)
    return identity


def listen(lock: Any) -> None:  # noqa: ANN401
    """Wrap the methods that each lock or condition keeps among its own attributes, until the block ends."""
    reference = weakref.ref(lock)
    _listened.append(reference)
    for name, around in (("acquire", _acquire), ("release", _release)):
        give(lock, name, _method(getattr(semlock_of(lock), name), around, reference))


def unwrap_locks() -> None:
    """Give all locks their own methods back."""
    while _listened:
        lock = _listened[-1]()
        if lock is not None:
            give_back_methods(lock)
        _listened.pop()  # last: an interrupt must not lose it


wraps.at_the_end(unwrap_locks)


def _method(original: Callable[..., Any], around: Callable[..., Any], reference: weakref.ref[Any]) -> Any:  # noqa: ANN401
    def method(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        lock = reference()  # not the lock itself: it would keep itself alive
        return original(*args, **kwargs) if lock is None else around(original, lock, *args, **kwargs)

    return method


def _arrive(original: Callable[..., Any], lock: Any, state: Any) -> Any:  # noqa: ANN401
    """Unpickle a lock; what it is part of takes it back: see `helpers.trace.queueing.hide_locks`."""
    result = original(lock, state)
    if logs.current() is not None:
        listen(lock)
    return result


def _make(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    result = original(self, *args, **kwargs)
    log = logs.current()
    if log is not None:
        try:
            if here.scope is not None:
                set_mark(self, log, INTERNAL)
            else:
                identity = semaphore_of(self)
                set_mark(self, log, identity)
                kind = type(self).__name__
                value = {"value": args[1]} if "Semaphore" in kind and len(args) > 1 else {}
                made(log, identity, kind, **value)
                listen(self)
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            log.errors += 1
    return result


def _acquire(original: Callable[..., Any], lock: Any, block: bool = True, timeout: float | None = None) -> Any:  # noqa: ANN401
    log = None if here.quiet else logs.current()
    if log is None:
        return original(block, timeout)
    thing = _thing_of(lock, log)
    if not thing:
        return original(block, timeout)
    tape, semlock = tape_of(log), semlock_of(lock)
    if block and semlock._is_zero() and not (semlock.kind == _RECURSIVE and semlock._is_mine()):  # noqa: SLF001
        waits(tape, "acquire", thing)
    try:
        acquired = original(block, timeout)
    except BaseException:
        goes(tape)
        raise
    if acquired and log.may_tell_locks():
        tape.add(HELD, thing)
    else:
        goes(tape)
    return acquired


def _release(original: Callable[..., Any], lock: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    if log is None or here.quiet:
        return original()
    thing = _thing_of(lock, log)
    t = monotonic_ns()  # before: the next one holds it at once
    result = original()
    if thing and log.may_tell_locks():
        tape_of(log).add(FREED, thing, t)
    return result


def _thing_of(lock: Any, log: logs.Log) -> int:  # noqa: ANN401
    """Return the number of a lock, or of a condition's lock, on this process's tapes; 0 if it is not to be seen."""
    inner = own(lock, "_lock")
    if inner is not None:
        mark = mark_of(inner, log)
        if mark is None or mark[:1] == INTERNAL:
            # It may be the program's own lock all the same, as marks don't travel: the reader knows by the lock's id.
            identify_group(lock, log)
            return log.ref(semaphore_of(inner))
        lock = inner
    identity = identify(lock, log)
    return 0 if identity is None else log.refs[identity]


def _is_plain(original: Any, name: str) -> bool:  # noqa: ANN401
    """Tell whether a method calls no more than the semaphore's own of this name: then that can be called at once."""
    return getattr(getattr(original, "__code__", None), "co_names", ()) == ("_semlock", name)


def _enter(original: Callable[..., Any]) -> Callable[..., Any]:
    plain = _is_plain(original, "__enter__")

    def __enter__(lock: Any) -> Any:  # noqa: ANN401, N807
        try:
            if lock._course_mark[1] == INTERNAL:  # in every get of a queue  # noqa: SLF001
                return lock._semlock.__enter__() if plain else original(lock)  # noqa: SLF001
        except AttributeError:
            pass
        if here.quiet:
            return original(lock)
        return _acquire(lambda _block, _timeout: original(lock), lock)

    return __enter__


def _leave(original: Callable[..., Any]) -> Callable[..., Any]:
    plain = _is_plain(original, "__exit__")

    def __exit__(lock: Any, kind: Any = None, error: Any = None, trace: Any = None) -> Any:  # noqa: ANN401, N807
        try:
            if lock._course_mark[1] == INTERNAL:  # noqa: SLF001
                return lock._semlock.__exit__() if plain else original(lock, kind, error, trace)  # noqa: SLF001
        except AttributeError:
            pass
        if here.quiet:
            return original(lock, kind, error, trace)
        return _release(lambda: original(lock, kind, error, trace), lock)

    return __exit__


# --- events, conditions, barriers: each is known by one of its semaphores --------------------------------------------


def _make_group(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    if log is None:
        return original(self, *args, **kwargs)
    outermost = here.scope is None
    with making(INTERNAL):
        result = original(self, *args, **kwargs)
    if not outermost:
        set_mark(self, log, INTERNAL)
    else:
        try:
            semaphore = _semaphore(self)
            identity = semaphore_of(semaphore)
            semaphore.__dict__[_GROUP] = (log.block, identity)
            made(log, identity, type(self).__name__, **_lock_of(self))
        except Exception:  # noqa: BLE001
            log.errors += 1
    return result


def identify_group(thing: Any, log: logs.Log, name: str = "") -> str:  # noqa: ANN401
    """Return the id of an event, condition or barrier."""
    semaphore = _semaphore(thing)
    mark = semaphore.__dict__.get(_GROUP)
    identity = mark[1] if mark is not None and mark[0] == log.block else semaphore_of(semaphore)
    if identity not in log.refs:
        with quietly():
            made(log, identity, type(thing).__name__, name=name, **_lock_of(thing))
    return identity


def _lock_of(thing: Any) -> dict[str, Any]:  # noqa: ANN401
    lock = thing.__dict__.get("_lock")
    return {} if lock is None else {"lock": semaphore_of(lock)}


def _semaphore(thing: Any) -> Any:  # noqa: ANN401
    for name in ("_flag", "_wait_semaphore"):
        if name in thing.__dict__:
            return thing.__dict__[name]
    return thing.__dict__["_cond"].__dict__["_wait_semaphore"]  # a barrier's


def _awaited(log: logs.Log, thing: Any, timeout: float | None = None) -> Target:  # noqa: ANN401
    return None if timeout == 0 else ("o", identify_group(thing, log))


def _make_methods(original: Callable[..., Any], self: Any) -> Any:  # noqa: ANN401
    result = original(self)
    if logs.current() is None:
        give_back_methods(self)  # not its lock's wrappers: they would stay in the condition
    else:
        listen(self)
    return result


def _enter_condition(original: Callable[..., Any]) -> Callable[..., Any]:
    def __enter__(condition: Any) -> Any:  # noqa: ANN401, N807
        if here.quiet or _is_part(condition):  # of a queue, in each put
            return original(condition)
        return _acquire(lambda _block, _timeout: quiet(original, condition), condition)

    return __enter__


def _leave_condition(original: Callable[..., Any]) -> Callable[..., Any]:
    def __exit__(condition: Any, *args: Any) -> Any:  # noqa: ANN401, N807
        if here.quiet or _is_part(condition):
            return original(condition, *args)
        return _release(lambda: quiet(original, condition, *args), condition)

    return __exit__


def _is_part(condition: Any) -> bool:  # noqa: ANN401
    mark = own(condition, MARK)
    return mark is not None and mark[1] == INTERNAL


_waiting = waiting_for("wait", _awaited)


def _wait_for_notice(original: Callable[..., Any], condition: Any, timeout: float | None = None) -> Any:  # noqa: ANN401
    """Wait; meanwhile the condition's lock is free, for as many times as it was held."""
    log = None if here.quiet else logs.current()
    if log is None:
        return original(condition, timeout)
    tape: Tape | None = None
    try:
        thing, times = _thing_of(condition, log), semlock_of(condition)._count()  # noqa: SLF001
        if semlock_of(condition)._is_mine():  # noqa: SLF001 - else it will be refused
            tape = tape_of(log)
            for _ in range(times):
                tape.add(FREED, thing)
    except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
        log.errors += 1
    try:
        return _waiting(original, condition, timeout)
    finally:
        if tape is not None:
            for _ in range(times):
                tape.add(HELD, thing)
