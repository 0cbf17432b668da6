"""Which shared object a connection or lock belongs to.

A mark is an attribute of the object: the block and the id. Under fork a child inherits it; under spawn and forkserver
it travels with a connection's pickle, and a lock is known by the name of its semaphore.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from itertools import islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .log import Log

INTERNAL = "!"
"""Ids of what multiprocessing makes for its own use begin with it; the picture leaves these out."""

BY_INODE = "i"
"""Ids of pipes that were made before the block begin with it."""

MARK = "_course_mark"

_LIBRARIES = (__package__, "multiprocessing", "concurrent.", "contextlib", "threading")


class _Here(threading.local):
    """What this thread is doing at the moment."""

    quiet = 0  # inside an operation that is told as a whole
    scope: str | None = None  # of what is being made: "" for the parts of a queue, "!..." for the parts of a pool
    feeding: Any = None  # in a feeder thread: the connection that it writes to
    tape: Any = None  # what it writes to: see `helpers.trace.tape`
    told = False  # in a feeder thread: that this error has lost a message


here = _Here()


def begin_anew() -> None:
    """Forget what the thread was doing that this process was forked from."""
    here.quiet = 0
    here.scope = here.feeding = None
    here.told = False


@contextmanager
def making(scope: str) -> Iterator[None]:
    """Say what the connections and locks that are made now are parts of."""
    before = here.scope
    here.scope = scope if before is None else before
    try:
        yield
    finally:
        here.scope = before


@contextmanager
def quietly() -> Iterator[None]:
    """Tell nothing of the locks and waits inside."""
    here.quiet += 1
    try:
        yield
    finally:
        here.quiet -= 1


def quiet(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    """Call the original and tell nothing of what happens in it."""
    here.quiet += 1
    try:
        return original(*args, **kwargs)
    finally:
        here.quiet -= 1


_find, give = object.__getattribute__, object.__setattr__
"""`give` sets an attribute. It and `own` don't ask for the object's ``__dict__``: from then on each look at one of its
attributes would take longer, and a queue's ``put`` and ``get`` look at many."""


def own(thing: Any, name: str) -> Any:  # noqa: ANN401
    """Return an attribute of an object, without asking a ``__getattr__`` of its own; None if it has none."""
    try:
        return _find(thing, name)
    except AttributeError:
        return None


def mark_of(thing: Any, log: Log) -> str | None:  # noqa: ANN401
    """Return the id of a marked connection or lock in this block, if it has one."""
    mark = own(thing, MARK)
    if mark is None or (mark[0] != log.block and mark[1][:1] != INTERNAL):
        return None
    return mark[1]  # type: ignore[no-any-return]


def set_mark(thing: Any, log: Log, identity: str) -> None:  # noqa: ANN401
    """Give a connection or lock an id."""
    give(thing, MARK, (log.block, identity))


def inode_of(connection: Any) -> str | None:  # noqa: ANN401
    """Return an id for a pipe that was made before the block: its inode, which all processes see."""
    try:
        inode = os.fstat(connection._handle).st_ino if sys.platform != "win32" else 0  # noqa: SLF001
    except (OSError, TypeError):  # closed
        return None
    return f"{BY_INODE}{inode}" if inode else None


def semaphore_of(lock: Any) -> str:  # noqa: ANN401
    """Return an id for a lock: the name of its semaphore or, if all its users are forks, its address."""
    semaphore = lock._semlock  # noqa: SLF001
    return semaphore.name.strip("/") if semaphore.name else f"h{semaphore.handle:x}"  # "/" parts a pipe's ends


def give_back_methods(lock: Any) -> None:  # noqa: ANN401
    """Let a lock or condition be as it was made: it keeps two methods of its semaphore among its own attributes."""
    for name in ("acquire", "release"):
        if own(lock, name) is not None:
            give(lock, name, getattr(semlock_of(lock), name))


def semlock_of(lock: Any) -> Any:  # noqa: ANN401
    """Return the semaphore proper of a lock, or of a condition's lock."""
    semlock = own(lock, "_semlock")
    return _find(lock, "_lock")._semlock if semlock is None else semlock  # noqa: SLF001


def made(log: Log, identity: str, kind: str, *, capacity: int | None = None, name: str = "", **more: object) -> None:
    """Tell once that an object is there, and which line of whose code made it.

    Parameters
    ----------
    log : Log
        Of this process.
    identity : str
        The object's id.
    kind : str
        Its class.
    capacity : int, optional
        Of a bounded queue.
    name : str
        The variable's name, if it is known.
    **more
        Other fields of the event.
    """
    if identity in log.refs:
        return
    fields: dict[str, object] = {"o": identity, "type": kind, **more}
    if capacity is not None:
        fields["cap"] = capacity
    if name:
        fields["name"] = name
    elif not here.quiet:
        fields["at"] = _place()
    log.write("made", **fields)
    log.ref(identity)


def _place() -> tuple[str, int, int] | None:
    """Return file, line and column of the call in the innermost code that is not a library's."""
    frame = sys._getframe(2)  # noqa: SLF001
    while frame is not None:
        if not str(frame.f_globals.get("__name__", "")).startswith(_LIBRARIES):
            position = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None), None)
            if position is None or position[0] is None:
                return None
            return frame.f_code.co_filename, position[0], position[2] or 0
        frame = frame.f_back  # type: ignore[assignment]
    return None
