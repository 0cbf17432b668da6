"""What a process tells about its connections.

Each message of a pipe or queue goes through ``Connection._send_bytes`` and ``_recv_bytes``, also those of a queue's
feeder thread. Nothing is added to a message: sender and receiver tell its length and checksum, and
`helpers.record.messages` finds out who got what.
"""

from __future__ import annotations

from binascii import crc32
from collections import deque
from time import monotonic_ns

from . import log as logs
from . import wraps
from .marks import INTERNAL, MARK, give, here, made, mark_of, own, set_mark
from .short import CONSTANT, is_plain, short
from .tape import (
    FULL,
    GOT,
    LOST,
    OPERATIONS,
    PICKLED,
    SENT,
    SIZE,
    TEXT,
    WAITING,
    WORDS,
    error,
    in_words,
    pack_got,
    pack_sent,
    pack_wait,
    tape_of,
)
from .waiting import waiting_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from .waiting import Target

READING = 2
"""What `helpers.trace.tape.Tape.waiting` is for a thread that has told that it reads."""
PORT = "_course_port"
"""Name of the attribute of a connection or queue that has its `Port`."""

_SEND, _RECV = OPERATIONS.index("send"), OPERATIONS.index("recv")
_SAMPLE = 32_768  # bytes at each end of a message that its checksum is made of
_WHOLE = 2 * _SAMPLE
_SHORT = 25  # bytes of a raw message that is shown


def wrap_connection(connection: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with connections."""
    wraps.wrap(connection, "Pipe", _pipe)
    for name in ("Connection", "PipeConnection"):
        kind = getattr(connection, name, None)
        if kind is not None:
            wraps.wrap_closely(kind, "_send_bytes", _send_bytes)
            wraps.wrap_closely(kind, "_recv_bytes", _recv_bytes)
            _carry_marks(connection.reduction.ForkingPickler._extra_reducers, kind)  # noqa: SLF001
    base = connection._ConnectionBase  # noqa: SLF001
    wraps.wrap_closely(base, "send", _send)
    wraps.wrap(base, "poll", _poll)
    if hasattr(connection, "_WaitSelector"):  # not ``wait`` itself: programs import it by name
        wraps.replace(connection, "_WaitSelector", _selector(connection._WaitSelector))  # noqa: SLF001
    else:
        wraps.wrap(connection, "wait", waiting_for("wait", _awaited))
    for name in ("SocketClient", "PipeClient"):
        if hasattr(connection, name):
            wraps.wrap(connection, name, _as_internal)
    for name in ("SocketListener", "PipeListener"):
        if hasattr(connection, name):
            wraps.wrap(getattr(connection, name), "accept", _as_internal)


class Port:
    """What a process knows of a queue or connection that it uses, so that it need not find out at every message.

    It holds as long as its `log` is the one of this process: ``port.log is logs._current``.

    Parameters
    ----------
    log : Log
        Of this process and block.
    thing : int
        The object's number on its tapes; 0 if it is not to be seen.

    Attributes
    ----------
    puts : deque
        What is in a queue's buffer, in this process: number, object, and whether its short form is still to be told.
    next_number : callable
        Gives the number of the next put in this process.
    is_full : callable or None
        Tells of a queue whether there is no room in it; None if there always is.
    is_busy : callable
        Tells of a queue whether somebody else reads from it.
    """

    __slots__ = ("is_busy", "is_full", "log", "next_number", "puts", "thing")

    is_full: Callable[[], bool] | None
    is_busy: Callable[[], bool]

    def __init__(self, log: logs.Log, thing: int) -> None:
        self.log = log
        self.thing = thing
        self.next_number = log.puts.__next__
        self.is_full = None
        self.puts: deque[tuple[int, Any, bool]] = deque()

    def take_back(self, number: int) -> None:
        """Forget a put that failed."""
        for one in list(self.puts):
            if one[0] == number:
                self.puts.remove(one)


def lost(log: logs.Log, connection: Any, error: BaseException) -> None:  # noqa: ANN401
    """Tell that the oldest object of a queue's buffer could not be sent."""
    port: Port | None = own(connection, PORT)
    if port is not None and port.log is log and port.puts:
        tape_of(log).add(LOST, port.thing, number=port.puts.popleft()[0], text=type(error).__name__)


def _carry_marks(reducers: dict[type, Any], kind: type) -> None:
    reduce = reducers.get(kind)
    if reduce is None:
        return

    def reduce_with_mark(connection: Any) -> Any:  # noqa: ANN401
        rebuild, args = reduce(connection)
        mark = own(connection, MARK)
        return (rebuild, args) if mark is None else (rebuild, args, {MARK: mark})  # its state: pickle sets it

    wraps.replace_item(reducers, kind, reduce_with_mark)


def _pipe(original: Callable[..., Any], duplex: bool = True) -> Any:  # noqa: ANN401
    ends = original(duplex)
    log = logs.current()
    if log is not None:
        try:
            scope = here.scope
            identity = scope if scope is not None and scope[:1] == INTERNAL else log.next_object()
            for number, end in enumerate(ends):
                set_mark(end, log, f"{identity}/{number}" if duplex else identity)
            if scope is None:
                made(log, identity, "Pipe")
        except Exception:  # noqa: BLE001
            log.errors += 1
    return ends


def _as_internal(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    connection = original(*args, **kwargs)
    log = logs.current()
    if log is not None:
        set_mark(connection, log, INTERNAL)
    return connection


def _visible(connection: Any, log: logs.Log) -> str | None:  # noqa: ANN401
    identity = mark_of(connection, log)
    return None if identity is None or identity[:1] == INTERNAL else identity


def _polled(log: logs.Log, connection: Any, timeout: float | None = 0.0) -> Target:  # noqa: ANN401
    identity = _visible(connection, log)
    return None if identity is None or timeout == 0 else ("o", identity)


_polling = waiting_for("poll", _polled)


def _poll(original: Callable[..., Any], self: Any, timeout: float | None = 0.0) -> Any:  # noqa: ANN401
    log, tape = logs.current(), here.tape
    if log is not None and tape is not None and tape.log is log and tape.waiting is True and timeout != 0:
        port = port_of(self)
        if port is not None and port.thing:  # a queue's: this process has the lock of its reading end by now
            tape.wait_on(_RECV, port.thing)
            tape.waiting = READING
    return _polling(original, self, timeout)


def _awaited(log: logs.Log, things: Any, timeout: float | None = None) -> Target:  # noqa: ANN401
    if timeout == 0 or not isinstance(things, (list, tuple, set, frozenset)):
        return None
    return next(_visible_ones(log, things), None) or _ending_of(log, things)


def _ending_of(log: logs.Log, things: Iterable[Any]) -> Target:
    """Return whose end is waited for by its sentinel, unless something that is not to be seen is waited for, too."""
    if not all(type(thing) is int for thing in things):
        return None
    from multiprocessing import process  # noqa: PLC0415 - seldom needed; it is imported

    for child in list(process._children):  # type: ignore[attr-defined]  # noqa: SLF001
        popen = child._popen  # noqa: SLF001
        if popen is not None and getattr(popen, "sentinel", None) in things and popen.pid in log.started:
            return "p", log.started[popen.pid]
    return None


def _visible_ones(log: logs.Log, things: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield which connections are known of a list for `multiprocessing.connection.wait`."""
    for thing in things:
        if hasattr(thing, "__dict__"):
            identity = _visible(thing, log)
            if identity is not None:
                yield "o", identity


def _selector(kind: Any) -> Any:  # noqa: ANN401
    """Make the selector of ``multiprocessing.connection.wait`` tell what it waits for."""

    class Selector(kind):  # type: ignore[misc]
        def select(self, timeout: float | None = None) -> Any:  # noqa: ANN401
            return around(super().select, self.get_map, timeout)

    def find(log: logs.Log, get_map: Callable[[], Any], timeout: float | None = None) -> Target:
        return _awaited(log, [key.fileobj for key in get_map().values()], timeout)

    waiting = waiting_for("wait", find)

    def around(select: Callable[..., Any], get_map: Callable[[], Any], timeout: float | None) -> Any:  # noqa: ANN401
        return waiting(lambda _, timeout: select(timeout), get_map, timeout)

    return Selector


def port_of(connection: Any) -> Port | None:  # noqa: ANN401
    """Return what this process knows of a connection; None if it is not to be seen."""
    log = logs.current()
    if log is None:
        return None
    port: Port | None = own(connection, PORT)
    if port is None or port.log is not log:
        mark = own(connection, MARK)
        if mark is None:  # it may get one yet
            return None
        visible = mark[1][:1] != INTERNAL and mark[0] == log.block
        port = Port(log, log.ref(mark[1]) if visible else 0)
        give(connection, PORT, port)
    return port if port.thing else None


def _send(original: Callable[..., Any]) -> Callable[..., Any]:
    def send(self: Any, obj: Any) -> Any:  # noqa: ANN401
        port = port_of(self)
        if port is None:
            return original(self, obj)
        return send_at_once(original, self, obj, port)

    return send


def send_at_once(original: Callable[..., Any], self: Any, obj: Any, port: Port) -> Any:  # noqa: ANN401
    """Send an object that does not go through a queue's buffer."""
    tape = tape_of(port.log)
    tape.sends = (obj,) if type(obj) in CONSTANT or is_plain(obj) else short(obj)
    try:
        return original(self, obj)
    finally:
        tape.sends = None


def _send_bytes(original: Callable[..., Any]) -> Callable[..., Any]:
    def send_bytes(self: Any, buf: Any) -> Any:  # noqa: ANN401
        try:
            port = self._course_port
        except AttributeError:
            port = None
        if port is None or port.log is not logs._current or not port.puts:  # noqa: SLF001
            known = port_of(self)
            return original(self, buf) if known is None else _send_bytes_at_once(original, self, buf, known)
        try:
            result = original(self, buf)
        except BaseException as error:
            lost(port.log, self, error)  # type: ignore[arg-type]
            here.told = True
            raise
        try:  # only now: the receiver is waiting
            number, value, later = port.puts.popleft()
            tape = here.tape
            if tape is None or tape.log is not port.log:
                tape = tape_of(port.log)  # type: ignore[arg-type]
            form, size = WORDS, len(buf)
            if not later:
                words = b""
            elif size <= TEXT:
                words, form = buf, PICKLED
            else:
                words = in_words(short(value))
            length = len(words)
            checksum = crc32(buf) if size <= _WHOLE else checksum_of(buf)
            t, at = monotonic_ns(), tape.at
            tape.at = at + SIZE + length
            tape.room[at + SIZE : tape.at] = words
            pack_sent(tape.room, at, length, form, port.thing, t, number, size, checksum, SENT)
        except FULL:
            tape.write(at, bytes(words), form, port.thing, t, 0, number, size, checksum, 0, SENT)
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            port.log.errors += 1  # type: ignore[union-attr]
        return result

    return send_bytes


def _send_bytes_at_once(original: Callable[..., Any], self: Any, buf: Any, port: Port) -> Any:  # noqa: ANN401
    """Send what has not gone through a queue's buffer; the sender waits if the pipe is full."""
    tape = tape_of(port.log)
    words, form = b"", WORDS
    try:
        size, sends = len(buf), tape.sends
        if isinstance(sends, tuple) and size <= TEXT:
            words, form = bytes(buf), PICKLED
        elif sends is None:
            words = in_words(short(bytes(buf)) if size < _SHORT else f"<{size} bytes>")
        else:
            words = in_words(short(sends[0]) if isinstance(sends, tuple) else sends)
        checksum = checksum_of(buf)
    except Exception:  # noqa: BLE001
        port.log.errors += 1
        return original(self, buf)
    begin = monotonic_ns()
    tape.wait(_SEND, port.thing, begin, 0, words, form)  # now: it may be killed while it sends
    try:
        result = original(self, buf)
    except BaseException:
        tape.go()
        raise
    try:
        t = monotonic_ns()
        if not tape.sent(len(words), form, port.thing, t, size, checksum):  # a signal's handler has sent something, too
            tape.write(tape.at, words, form, port.thing, t, begin, 0, size, checksum, 0, SENT)
        if t > tape.due:
            tape.look(t)
    except Exception:  # noqa: BLE001
        port.log.errors += 1
    return result


def _recv_bytes(original: Callable[..., Any]) -> Callable[..., Any]:  # noqa: C901 - each call would cost
    def recv_bytes(self: Any, maxsize: int | None = None) -> Any:  # noqa: ANN401, C901, PLR0912
        try:
            port = self._course_port
        except AttributeError:
            port = None
        if port is None or port.log is not logs._current:  # noqa: SLF001
            port = port_of(self)
        if port is None or not port.thing:
            return original(self, maxsize)
        tape = here.tape
        if tape is None or tape.log is not port.log:
            tape = tape_of(port.log)
        if not tape.waiting:
            tape.waiting, tape.since = READING, monotonic_ns()
            since = tape.since
            try:
                pack_wait(tape.room, tape.at, port.thing, since, since, _RECV, WAITING)
            except error:
                tape.wait(_RECV, port.thing)
                tape.waiting = READING
            except Exception:  # noqa: BLE001
                port.log.errors += 1
        elif tape.waiting is not READING:  # it has waited for the lock of a queue
            tape.wait_on(_RECV, port.thing)
            tape.waiting = READING
        try:
            received = original(self, maxsize)
        except BaseException:
            tape.go()
            raise
        if received is None:  # longer than the caller allows
            tape.go()
            return received
        try:
            t, since = monotonic_ns(), tape.since
            tape.waiting = False
            data = received.getvalue()
            size = len(data)
            checksum = crc32(data) if size <= _WHOLE else checksum_of(data)
            at = tape.at
            tape.at = at + SIZE
            pack_got(tape.room, at, port.thing, t, since, size, checksum, GOT)
            if t > tape.due:
                tape.look(t)
        except error:
            tape.write(at, b"", WORDS, port.thing, t, since, 0, size, checksum, 0, GOT)
        except Exception:  # noqa: BLE001
            port.log.errors += 1
        return received

    return recv_bytes


def checksum_of(data: Any) -> int:  # noqa: ANN401
    """Return a checksum of a message, or of both ends of a long one."""
    if len(data) <= _WHOLE:
        return crc32(data)
    return crc32(data[-_SAMPLE:], crc32(data[:_SAMPLE]))
