"""What travels to the browser, one row per item; this alone defines which field is where.

``picture/wire.js`` reads these rows. Times are seconds from the block's start, rounded to a tenth of a millisecond;
what is text is cut, and has no character that moves a cursor or that UTF-8 can't say.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from helpers.ground.words import encodable, plain
from helpers.record.names import steady_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from helpers.record.snapshot import (
        Attachment,
        Call,
        Event,
        Future,
        Hold,
        Message,
        Process,
        Shared,
        Span,
        Task,
        Use,
        Wait,
    )

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "objects": ("id", "name", "kind", "capacity", "bytes", "address", "unlinked", "unlinker", "stays"),
    "messages": ("id", "object", "sender", "receiver", "sent", "received", "bytes", "text", "error", "unseen"),
    "waits": ("id", "process", "start", "end", "operation", "target", "object", "thread"),
    "holds": ("id", "process", "start", "end", "object"),
    "tasks": ("id", "process", "start", "end", "function", "job", "index", "items", "error"),
    "attachments": ("id", "process", "start", "end", "object", "made"),
    "calls": ("id", "object", "process", "server", "start", "asked", "answered", "end", "text", "answer", "error"),
    "futures": ("id", "object", "start", "running", "end", "outcome", "error"),
    "levels": ("time", "waiting"),
    "spans": ("start", "end", "state"),
    "use": ("time", "cpu", "memory"),
    "ticks": ("time", "text"),
})  # fmt: skip
"""The fields of each kind of row, in their order.

``object`` is the ``id`` of a row of ``objects``, or null where a wait is for a process. Of rows of the same kind and
``id`` the one that comes later counts.
"""

PROCESS = (
    "name",
    "pid",
    "parent",
    "system_parent",
    "role",
    "detail",
    "method",
    "started",
    "ended",
    "outcome",
    "failed",
)
"""The fields of a process, which travel by name, and of these only what is new."""

Row = list[Any]

_NAME_LIMIT = 120  # characters of a message, a function, an object
_TEXT_LIMIT = 300  # characters of a process's name, command line or said text; the recording has them whole


def seconds(time: float | None) -> float | None:
    """Return a time as it travels."""
    return None if time is None else round(time, 4)


def _named(words: str) -> str:
    return encodable(plain(words[:_NAME_LIMIT]))


def key(one: Shared) -> str:
    """Return the id of a shared object: its name, which is unique in a recording."""
    return encodable(one.name)


def _message(number: int, one: Message) -> Row:
    return [number, encodable(one.object), one.sender, one.receiver, seconds(one.sent), seconds(one.received),
            one.bytes, _named(one.text), one.error, one.unseen]  # fmt: skip


def _wait(number: int, one: Wait, objects: Container[str]) -> Row:
    thing = encodable(one.object) if one.object in objects else None
    return [number, one.process, seconds(one.start), seconds(one.end), one.operation, _named(one.object), thing,
            _named(one.thread)]  # fmt: skip


def _hold(number: int, one: Hold) -> Row:
    return [number, one.process, seconds(one.start), seconds(one.end), encodable(one.object)]


def _task(number: int, one: Task) -> Row:
    return [number, one.process, seconds(one.start), seconds(one.end), _named(one.function), one.job, one.index,
            one.items, one.error]  # fmt: skip


def _attachment(number: int, one: Attachment) -> Row:
    return [number, one.process, seconds(one.start), seconds(one.end), encodable(one.object), one.made]


def _call(number: int, one: Call) -> Row:
    return [number, encodable(one.object), one.process, one.server, seconds(one.start), seconds(one.asked),
            seconds(one.answered), seconds(one.end), _named(one.text), _named(one.answer), one.error]  # fmt: skip


def _future(number: int, one: Future) -> Row:
    return [number, encodable(one.object), seconds(one.start), seconds(one.running), seconds(one.end), one.outcome,
            one.error]  # fmt: skip


def traffic(kind: str, number: int, one: Any, objects: Container[str]) -> Row:  # noqa: ANN401 - the kind decides
    """Return a message, wait, hold, task, attachment, call or future.

    Parameters
    ----------
    kind : str
        ``messages``, ``waits``, ``holds``, ``tasks``, ``attachments``, ``calls`` or ``futures``.
    number : int
        Its number among those of its kind.
    one : Message, Wait, Hold, Task, Attachment, Call or Future
        The recorded row.
    objects : container of str
        Names of all shared objects.
    """
    return _wait(number, one, objects) if kind == "waits" else _NUMBERED[kind](number, one)


_NUMBERED: dict[str, Callable[[int, Any], Row]] = {
    "messages": _message,
    "holds": _hold,
    "tasks": _task,
    "attachments": _attachment,
    "calls": _call,
    "futures": _future,
}


def objects(shared: tuple[Shared, ...]) -> list[Row]:
    """Return shared objects."""
    return [
        [key(one), _named(one.name), one.kind, one.capacity, one.bytes, None if one.address is None
         else _named(one.address), seconds(one.unlinked), one.unlinker, one.left_behind]
        for one in shared
    ]  # fmt: skip


def point(time: float, level: int) -> Row:
    """Return a point of a level's curve."""
    return [seconds(time), level]


def span(one: Span) -> Row:
    """Return what a process did for a while."""
    return [seconds(one.start), seconds(one.end), one.state]


def use(one: Use) -> Row:
    """Return what a process used at one moment."""
    return [seconds(one.time), round(one.cpu, 1), one.memory]


def tick(one: Event) -> Row:
    """Return what a process said."""
    return [seconds(one.time), encodable(one.text[:_TEXT_LIMIT])]


def process(one: Process) -> dict[str, Any]:
    """Return the fields of a process, see `PROCESS`."""
    alive = one.ended is None
    values = (
        encodable(steady_name(one)[:_TEXT_LIMIT]),
        one.pid,
        one.parent,
        one.system_parent,
        one.role,
        encodable(one.detail[:_TEXT_LIMIT]),
        one.start_method,
        seconds(one.started),
        seconds(one.ended),
        None if alive else one.outcome,
        bool(one.exit_code),
    )
    return dict(zip(PROCESS, values, strict=True))
