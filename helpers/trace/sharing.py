"""What a process tells about shared memory: blocks with a name, lists in them, values and arrays.

A block of `multiprocessing.shared_memory` is known by its name, a value or array by a mark on its memory, which travels
with its pickle; one with a lock of its own by that lock. Told is who has made it, who has it, who has closed and who
has unlinked it. What is read and written is not: no code of Python runs then.
"""

from __future__ import annotations

import os
import sys
import threading
import weakref
from contextlib import suppress

from . import log as logs
from . import wraps
from .marks import MARK, here, made, mark_of, semaphore_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

_BLOCK = "b"
"""Ids of blocks with a name begin with it."""

_ITEMS = 100  # of a list or dictionary that is looked through
_DEPTH = 4  # of lists in lists: the arguments of a pool's initializer stand among those of its worker
_KINDS = {"Synchronized": "Value", "SynchronizedArray": "Array", "SynchronizedString": "Array"}


class _Making(threading.local):
    """Whether this thread is in the making of something that is told as a whole."""

    now = False


_making = _Making()
_made: list[weakref.ref[Any]] = []


def wrap_shared_memory(module: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with blocks that have a name."""
    wraps.wrap(module.SharedMemory, "__init__", _open)
    wraps.wrap(module.SharedMemory, "close", _close)
    wraps.wrap(module.SharedMemory, "unlink", _unlink)
    wraps.wrap(module.ShareableList, "__init__", _make_list)


def wrap_sharedctypes(module: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with values and arrays."""
    wraps.at_the_end(_give_back_methods)  # after those of the locks: see `helpers.trace.locks`
    for name in ("Value", "Array", "RawValue", "RawArray"):
        wraps.wrap(module, name, _maker(name))
    wraps.wrap(module, "rebuild_ctype", _arrive)


# --- blocks with a name -------------------------------------------------------------------------------------------


def _open(original: Callable[..., None], self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
    original(self, *args, **kwargs)
    log = logs.current()
    if log is None:
        return
    try:
        if self._flags & os.O_CREAT:
            made(log, identity_of(self), "SharedMemory", bytes=self._size, address=self.name)
        _tell_block(log, self)
    except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
        log.errors += 1


def _tell_block(log: logs.Log, block: Any) -> None:  # noqa: ANN401
    identity, size, address = identity_of(block), block._size, block.name  # noqa: SLF001
    log.write("attached", o=identity, type="SharedMemory", bytes=size, address=address)


def identity_of(block: Any) -> str:  # noqa: ANN401
    """Return the id of a block."""
    return _BLOCK + str(block.name).replace("/", "|")


# What is closed when the interpreter takes its modules apart is not told: all globals are gone by then.
def _close(original: Callable[..., None], self: Any, *, is_over: Callable[[], bool] = sys.is_finalizing) -> None:  # noqa: ANN401
    was_open = self._mmap is not None
    original(self)
    if is_over() or not was_open:
        return
    log = logs.current()
    if log is not None:
        with suppress(Exception):
            log.write("closed", o=identity_of(self))


def _unlink(original: Callable[..., None], self: Any) -> None:  # noqa: ANN401
    original(self)
    log = logs.current()
    if log is not None:
        with suppress(Exception):
            log.write("unlinked", o=identity_of(self))


def _make_list(original: Callable[..., None], self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
    original(self, *args, **kwargs)
    log = logs.current()
    if log is not None:
        with suppress(Exception):
            log.write("made", o=identity_of(self.shm), type="ShareableList")


# --- values and arrays --------------------------------------------------------------------------------------------


def _maker(kind: str) -> Callable[..., Any]:
    def make(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        log = logs.current()
        if log is None or _making.now or here.scope is not None:
            return original(*args, **kwargs)
        _making.now = True
        try:
            thing = original(*args, **kwargs)
        finally:
            _making.now = False
        try:
            _introduce(log, kind, thing, kwargs.get("lock", True))
        except Exception:  # noqa: BLE001
            log.errors += 1
        return thing

    return make


def _introduce(log: logs.Log, kind: str, thing: Any, lock: Any) -> None:  # noqa: ANN401
    raw = thing.__dict__.get("_obj", thing)
    size = raw._wrapper._state[1]  # noqa: SLF001
    if raw is thing:
        kind = f"Raw{kind.removeprefix('Raw')}"
    if raw is not thing and lock in (True, None):
        # It has told of itself when it was made, under the same name.
        identity = semaphore_of(thing._lock)  # noqa: SLF001
        log.write("made", o=identity, type=kind, bytes=size)
        log.ref(identity)
    else:
        identity = log.next_object()
        made(log, identity, kind, bytes=size)
    raw._wrapper.__dict__[MARK] = (log.block, identity, kind)  # noqa: SLF001
    if raw is not thing:
        _made.append(weakref.ref(thing))
    log.write("attached", o=identity, type=kind, bytes=size)


def _give_back_methods() -> None:
    """Let values and arrays be as they were made: they keep two methods of their lock among their attributes."""
    while _made:
        thing = _made[-1]()
        if thing is not None:
            for name in ("acquire", "release"):
                setattr(thing, name, getattr(thing._lock, name))  # noqa: SLF001
        _made.pop()  # last: an interrupt must not lose it


def _arrive(original: Callable[..., Any], kind: Any, wrapper: Any, length: Any) -> Any:  # noqa: ANN401
    """Unpickle a value or array, or make a new one, which has no mark yet."""
    thing = original(kind, wrapper, length)
    log = logs.current()
    if log is not None:
        with suppress(Exception):
            _tell_wrapper(log, wrapper)
    return thing


def _tell_wrapper(log: logs.Log, wrapper: Any) -> None:  # noqa: ANN401
    identity = mark_of(wrapper, log)
    if identity is not None:
        kind, size = wrapper.__dict__[MARK][2], wrapper._state[1]  # noqa: SLF001
        log.write("attached", o=identity, type=kind, bytes=size)


# --- what was there before ----------------------------------------------------------------------------------------


def inherit(process: Any) -> None:  # noqa: ANN401
    """Tell what a forked child has been given: it inherits all that its parent has, and unpickles nothing.

    Parameters
    ----------
    process : multiprocessing.Process
        This process: its attributes and arguments are looked through.
    """
    log = logs.current()
    if log is None:
        return
    seen: set[int] = set()
    for thing in _found(process.__dict__, _DEPTH):
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        with suppress(Exception):
            if is_block(thing):
                _tell_block(log, block_of(thing))
            elif (wrapper := wrapper_of(thing)) is not None:
                _tell_wrapper(log, wrapper)


def adopt(thing: Any, log: logs.Log, name: str) -> bool:  # noqa: ANN401
    """Introduce what was made before the block; tell whether it was shared memory.

    Parameters
    ----------
    thing : object
        Anything that has a name.
    log : Log
        Of this process.
    name : str
        The variable's name.
    """
    if is_block(thing):
        block = block_of(thing)
        if block._mmap is not None:  # noqa: SLF001
            kind = type(thing).__name__
            made(log, identity_of(block), kind, name=name, bytes=block._size, address=block.name)  # noqa: SLF001
        return True
    wrapper = wrapper_of(thing)
    if wrapper is None:
        return False
    raw = thing.__dict__.get("_obj") is None
    identity = log.next_object() if raw else semaphore_of(thing._lock)  # noqa: SLF001
    if identity in log.refs:  # the program's own lock, which was found before
        identity = log.next_object()
    kind = _kind_of(thing, raw=raw)
    made(log, identity, kind, name=name, bytes=wrapper._state[1])  # noqa: SLF001
    wrapper.__dict__[MARK] = (log.block, identity, kind)
    return True


def _kind_of(thing: Any, *, raw: bool) -> str:  # noqa: ANN401
    """Return how a value or array was made."""
    if raw:
        return "RawArray" if hasattr(thing, "_length_") else "RawValue"
    return _KINDS.get(type(thing).__name__, "Value")


def is_block(thing: object) -> bool:
    """Tell whether it is a block with a name, or a list in one."""
    module = sys.modules.get("multiprocessing.shared_memory")
    return module is not None and isinstance(thing, (module.SharedMemory, module.ShareableList))


def block_of(thing: Any) -> Any:  # noqa: ANN401
    """Return the block proper."""
    return thing.__dict__.get("shm", thing)


def wrapper_of(thing: Any) -> Any:  # noqa: ANN401
    """Return the memory of a value or array; None if it is no such thing."""
    types = sys.modules.get("ctypes")
    module = sys.modules.get("multiprocessing.sharedctypes")
    if types is None or module is None:
        return None
    if isinstance(thing, module.SynchronizedBase):
        thing = thing.__dict__["_obj"]
    elif not isinstance(thing, (types.Array, types._SimpleCData, types.Structure)):  # noqa: SLF001
        return None
    return getattr(thing, "_wrapper", None)


def _found(value: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401
    """Yield a value, or what stands in it."""
    if type(value) not in {list, tuple, dict}:
        yield value
    elif depth and len(value) <= _ITEMS:
        for item in list(value.values() if type(value) is dict else value):
            yield from _found(item, depth - 1)
