"""How a child gets its log without its code knowing.

While `helpers.live.watch` lasts, a few methods of `multiprocessing` are wrapped in the watching process:

* ``BaseProcess.start`` puts a `Ticket` on the process object for as long as the start takes. Under fork the child
  inherits it; under spawn and forkserver it is pickled with the object, and *unpickling it* in the child puts the
  same wrappers in place there, before the child's own code runs. So it works for ``target=``, for subclasses that
  override ``run``, for pools and executors, and for children of children.
* ``BaseProcess._bootstrap``, which is all that a child runs, writes ``running`` and ``ended``.
* ``Popen.poll`` (``wait`` on Windows), through which every exit code passes, writes ``reaped``. We
  call it for children of a fork server alone: for others it would end a zombie that the learner is meant to see.
* ``BaseProcess.terminate`` and ``kill`` write who ended whom, ``join`` who waits for whom.

What processes tell each other is handled by `pipes`, `queueing`, `locks`, `tasks`, `sharing` and `managing` beside this
module.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from multiprocessing import context as contexts
from multiprocessing import process
from types import MethodType

from . import alone, endings, marks, wraps
from . import log as logs
from .waiting import waiting_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_TICKET = "_course_ticket"
_LAST = -1000  # among what multiprocessing does at a process's end

_PARTS = {
    "subprocess": "endings",
    "multiprocessing.popen_fork": "hooks",
    "multiprocessing.popen_spawn_posix": "hooks",
    "multiprocessing.popen_forkserver": "hooks",
    "multiprocessing.popen_spawn_win32": "hooks",
    "multiprocessing.connection": "pipes",
    "multiprocessing.managers": "managing",
    "multiprocessing.shared_memory": "sharing",
    "multiprocessing.sharedctypes": "sharing",
    "multiprocessing.queues": "queueing",
    "multiprocessing.synchronize": "locks",
    "multiprocessing.pool": "tasks",
    "concurrent.futures.process": "tasks",
    "concurrent.futures._base": "tasks",
    "loky.process_executor": "tasks",
    "joblib.externals.loky.process_executor": "tasks",
}

_ROLES = {
    ("multiprocessing.pool", "worker"): "pool worker",
    ("concurrent.futures.process", "_process_worker"): "executor worker",
    ("loky.process_executor", "_process_worker"): "executor worker",
    ("joblib.externals.loky.process_executor", "_process_worker"): "executor worker",
    ("multiprocessing.managers", "_run_server"): "manager",
}


class Ticket:
    """What a child needs to join the recording: the folder and its id.

    Parameters
    ----------
    folder : str
        The block's private folder.
    identity : str
        The child's id.
    scope : str
        Of a worker that a pool or executor makes: the id of that, as `helpers.trace.marks` has it; else empty.
    """

    __slots__ = ("folder", "identity", "scope")

    def __init__(self, folder: str, identity: str, scope: str) -> None:
        self.folder = folder
        self.identity = identity
        self.scope = scope

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return alone.to_pickle(arrive, self.folder, self.identity, self.scope)


def arrive(folder: str, identity: str, scope: str) -> Ticket:
    """Join the recording; this is what unpickling a ticket does in a spawned child."""
    ticket = Ticket(folder, identity, scope)
    try:
        _join(ticket)
        log = logs.current()
        if log is not None:
            log.write("arrived", pid=os.getpid())
    except Exception:  # noqa: BLE001, S110 - a child must run as if it were not watched
        pass
    return ticket


def _join(ticket: Ticket) -> None:
    log = logs.Log(ticket.folder, ticket.identity)
    if log.is_read():
        logs.follow(log)
        install()
    else:  # the block ended while this child was being made
        logs.follow(None)
        uninstall()


def install() -> None:
    """Wrap `multiprocessing`'s methods in this process; a second call changes nothing."""
    if wraps.is_replaced(process.BaseProcess, "start"):
        return
    wraps.wrap(process.BaseProcess, "start", _start)
    wraps.wrap(process.BaseProcess, "_bootstrap", _bootstrap)
    wraps.wrap(process.BaseProcess, "terminate", _signal("SIGTERM"))
    wraps.wrap(process.BaseProcess, "kill", _signal("SIGKILL"))
    wraps.wrap(process.BaseProcess, "join", waiting_for("join", _joined))
    endings.wrap_os()
    for module, ours in _PARTS.items():
        wraps.when_imported(module, f"{__package__}.{ours}")


def _wrap_popen(module: Any) -> None:  # noqa: ANN401
    name = "wait" if sys.platform == "win32" else "poll"
    if module.Popen.method == "forkserver" and not wraps.is_replaced(module.Popen, name):  # the kernel's stays
        from . import exit_codes  # noqa: PLC0415 - few need it

        wraps.wrap(module.Popen, name, exit_codes.read_once)
    if name in module.Popen.__dict__:  # the others inherit it
        wraps.wrap(module.Popen, name, _poll)


wrap_popen_fork = wrap_popen_spawn_posix = wrap_popen_forkserver = wrap_popen_spawn_win32 = _wrap_popen


def uninstall() -> None:
    """Put `multiprocessing`'s own methods back."""
    wraps.unwrap_all()


def _joined(log: logs.Log, self: Any, timeout: float | None = None) -> tuple[str, str] | None:  # noqa: ANN401
    popen = getattr(self, "_popen", None)
    child = log.started.get(popen.pid) if popen is not None and popen.returncode is None else None
    return None if child is None or timeout == 0 else ("p", child)


def _start(original: Callable[..., None], self: Any) -> None:  # noqa: ANN401
    log = logs.current()
    has_popen = getattr(self, "_popen", self) is not None  # a subclass without super().__init__ lacks the attribute
    if log is None or has_popen or not log.is_read():
        return original(self)
    child = log.next_child()
    method = None
    try:
        attributes = dict(self.__dict__)
        self.__dict__.clear()
        # First, so that it is unpickled first: what the others do while they are unpickled is told, too.
        self.__dict__.update({_TICKET: Ticket(log.folder, child, marks.here.scope or "")} | attributes)
        method = _start_method(self)
        log.write("starting", child=child, name=str(self.name), method=method, **describe(self))
    except Exception:  # noqa: BLE001 - see Log
        log.errors += 1
    logs.starting.now = True
    try:
        original(self)
    except BaseException as error:
        log.write("failed", child=child, error=type(error).__name__)
        raise
    finally:
        logs.starting.now = False
        self.__dict__.pop(_TICKET, None)
    try:
        pid = self.pid
        log.started[pid] = child
        if method != "fork":  # a forked child tells its pid itself, and what is written right after a fork costs most
            log.write("started", child=child, pid=pid)
    except Exception:  # noqa: BLE001
        log.errors += 1
    return None


def _bootstrap(original: Callable[..., int], self: Any, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401
    ticket = alone.unpickled(self.__dict__.pop(_TICKET, None))
    logs.starting.now = False
    log = None
    try:
        if logs._current is None or logs._current.pid != os.getpid():  # noqa: SLF001 - forked: not joined yet
            logs.follow(None)
            if ticket is not None:
                _join(ticket)
                _tell_inherited(self)
        log = logs.current()
    except Exception:  # noqa: BLE001, S110
        pass
    if log is None:
        return original(self, *args, **kwargs)
    marks.begin_anew()
    if describe(self)["role"] in {"pool worker", "executor worker"} and self._target is not None:
        from . import tasks  # noqa: PLC0415 - pool workers alone need it

        tasks.enter(self, log, ticket.scope if ticket is not None else "")
    if log.wants_stacks():
        from . import stacks  # noqa: PLC0415 - only under a deadline

        with suppress(Exception):
            stacks.offer(log)
    log.write("running", pid=os.getpid())
    code = original(self, *args, **kwargs)

    def end() -> None:
        if log.missed:
            log.write("missed", n=log.missed)
        log.write("ended", code=code)

    from multiprocessing import util  # noqa: PLC0415 - by now a child has imported it; a program may never do

    if util._exiting:  # type: ignore[attr-defined] # noqa: SLF001
        end()
    else:  # from 3.13 on a child flushes its queues after this, in an exit handler; come last there
        util.Finalize(None, end, exitpriority=_LAST)
    return code


def _tell_inherited(self: Any) -> None:  # noqa: ANN401
    sharing = sys.modules.get("helpers.trace.sharing")  # it is there if anything can be shared
    if sharing is not None:
        sharing.inherit(self)


def _poll(original: Callable[..., int | None], self: Any, *args: Any, **kwargs: Any) -> int | None:  # noqa: ANN401
    code = original(self, *args, **kwargs)
    log = logs.current()
    if code is not None and log is not None:
        child = log.started.get(self.pid)
        if child is not None and child not in log.reported:
            log.reported.add(child)
            log.write("reaped", child=child, code=code)
    return code


def _signal(name: str) -> Callable[..., None]:
    def send(original: Callable[..., None], self: Any) -> None:  # noqa: ANN401
        log = logs.current()
        popen: Any = getattr(self, "_popen", None)  # None without super().__init__
        child = log.started.get(popen.pid) if log is not None and popen is not None else None
        if log is not None and child is not None and popen.returncode is None:
            log.write("signalled", child=child, signal=name)
        return original(self)

    return send


def _start_method(self: Any) -> str:  # noqa: ANN401
    # A plain Process has none of its own. To ask for the default must not settle it: the start may yet be refused.
    default = contexts._default_context  # noqa: SLF001
    own = getattr(self, "_start_method", None)
    chosen = own or default.get_start_method(allow_none=True)
    return chosen or default._default_context.get_start_method()  # type: ignore[attr-defined]  # noqa: SLF001


def describe(self: Any) -> dict[str, str]:  # noqa: ANN401
    """Return role and target of a `multiprocessing.Process`."""
    target = getattr(self, "_target", None)
    if target is None:  # started already, or a subclass with its own run()
        return {"role": _role_by_name(self), "detail": type(self).__qualname__}
    function = target.__func__ if isinstance(target, MethodType) else target
    named: Any = type(target)
    with suppress(Exception):  # an object with a __getattr__ of its own may raise, or answer anything
        if isinstance(function.__qualname__, str) and isinstance(function.__module__, str):
            named = function
    module, name = named.__module__, named.__qualname__
    role = _ROLES.get((module, name.rpartition(".")[2]), "worker")
    return {"role": role, "detail": f"{module}.{name}"}


def _role_by_name(self: Any) -> str:  # noqa: ANN401
    if "PoolWorker-" in self._name:
        return "pool worker"
    # A manager calls its process after its class and this.
    number = ":".join(map(str, self._identity))
    return "manager" if self._name.endswith(f"Manager-{number}") else "worker"
