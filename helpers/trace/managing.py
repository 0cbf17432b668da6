"""What a process tells about calls to a manager: who asked whom to call which method, and what the answer was.

The caller tells when it asks and when it has the answer; the manager tells when it begins and when it answers. Which
belongs to which is found out by `helpers.record.calls`.
"""

from __future__ import annotations

from binascii import crc32

from . import log as logs
from . import wraps
from .marks import INTERNAL, made, making, quietly
from .short import short
from .tape import ANSWERED, ASKED, CALLED, OPERATIONS, WAITS, tape_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

_PORT = "_course_port"
_CALL = OPERATIONS.index("call")
_OBJECT = "m"
"""Ids of what lives in a manager begin with it."""


def wrap_managers(managers: Any) -> None:  # noqa: ANN401
    """Wrap what has to do with managers. Their own connections are not told of."""
    wraps.wrap(managers.BaseManager, "start", _start)
    wraps.wrap(managers.BaseProxy, "__init__", _make)
    wraps.wrap_closely(managers.BaseProxy, "_callmethod", _call)
    wraps.wrap(managers.Server, "serve_forever", _serve)
    wraps.wrap(managers.Server, "serve_client", _serve_client)


def _start(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    with making(INTERNAL):
        return original(*args, **kwargs)


def _place_of(address: Any) -> str:  # noqa: ANN401
    """Return what ids of what lives at this address begin with."""
    return f"{_OBJECT}{crc32(repr(address).encode()):x}"


# --- in a process that calls ----------------------------------------------------------------------------------------


def _make(original: Callable[..., Any], self: Any, token: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
    original(self, token, *args, **kwargs)
    log = logs.current()
    if log is not None and kwargs.get("manager") is not None:  # else it has come from another process
        try:
            _introduce(self, log)
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            log.errors += 1


def _introduce(proxy: Any, log: logs.Log, name: str = "") -> int:  # noqa: ANN401
    """Return the number of what a proxy stands for."""
    token = proxy._token  # noqa: SLF001
    identity = f"{_place_of(token.address)}:{token.id}"
    if identity not in log.refs and (name or proxy._manager is not None):  # noqa: SLF001
        made(log, identity, type(proxy).__name__, name=name)
    else:
        log.ref(identity)
    number = log.refs[identity]
    proxy.__dict__[_PORT] = (log, number)
    return number


def _call(original: Callable[..., Any]) -> Callable[..., Any]:
    def _callmethod(self: Any, methodname: str, args: Sequence[Any] = (), kwds: Mapping[str, Any] = {}) -> Any:  # noqa: ANN401 - as the original has it
        log = logs._current  # noqa: SLF001
        if log is None and (log := logs.current()) is None:
            return original(self, methodname, args, kwds)
        try:
            port = self.__dict__.get(_PORT)
            thing = port[1] if port is not None and port[0] is log else _introduce(self, log)
            tape = tape_of(log)
            waiting, tape.waiting = tape.waiting, True
            checksum = crc32(methodname.encode())
            tape.add(WAITS, thing, 0, _CALL, 0, checksum, 0, _told(methodname, args, kwds))
        except Exception:  # noqa: BLE001
            log.errors += 1
            return original(self, methodname, args, kwds)
        try:
            result = original(self, methodname, args, kwds)
        except BaseException as error:
            tape.add(CALLED, thing, number=1, text=type(error).__name__)
            raise
        else:
            tape.add(CALLED, thing, text="None" if result is None else _short_result(result))
            return result
        finally:
            tape.waiting = waiting

    return _callmethod


def _told(method: str, args: Sequence[Any], kwds: Mapping[str, Any]) -> str:
    words = [short(value, 40) for value in args] if args else []
    if kwds:
        words += [f"{name}={short(value, 40)}" for name, value in kwds.items()]
    return f"{method}({', '.join(words)})"


def _short_result(result: Any) -> str:  # noqa: ANN401
    # A proxy's own repr would be one more call.
    return f"<{type(result).__name__}>" if "_token" in getattr(result, "__dict__", ()) else short(result, 60)


# --- in the manager's process ---------------------------------------------------------------------------------------


def _serve(original: Callable[..., Any], self: Any) -> Any:  # noqa: ANN401
    log = logs.current()
    if log is not None:
        log.write("serves", m=_place_of(self.address))
    return original(self)


def _serve_client(original: Callable[..., Any], self: Any, conn: Any) -> Any:  # noqa: ANN401
    return original(self, conn if logs.current() is None else _Heard(conn, self.address))


class _Heard:
    """A client's connection; what is asked and answered through it is told."""

    def __init__(self, connection: Any, address: Any) -> None:  # noqa: ANN401
        self._connection = connection
        self._place = _place_of(address)
        self._asked = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._connection, name)

    def recv(self) -> Any:  # noqa: ANN401
        request = self._connection.recv()
        log = logs.current()
        if log is not None:
            try:
                identity = f"{self._place}:{request[0]}"
                self._asked = log.refs.get(identity) or log.ref(identity)
                tape_of(log).add(ASKED, self._asked, checksum=crc32(request[1].encode()))
            except Exception:  # noqa: BLE001
                log.errors += 1
        return request

    def send(self, answer: Any) -> None:  # noqa: ANN401
        log = logs.current()
        if log is not None and self._asked:
            tape_of(log).add(ANSWERED, self._asked)  # before: the caller has it at once
        self._connection.send(answer)


# --- from before the block ------------------------------------------------------------------------------------------


def adopt(thing: Any, log: logs.Log, name: str) -> None:  # noqa: ANN401
    """Introduce a manager or a proxy that was made before the block, under the variable's name."""
    if "_token" in thing.__dict__:
        with quietly():
            _introduce(thing, log, name)
    elif thing._process is not None and thing._process.pid in log.started:  # noqa: SLF001
        log.write("serves", m=_place_of(thing._address), p=log.started[thing._process.pid])  # noqa: SLF001
