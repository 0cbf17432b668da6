"""What is told of the ends of processes that `multiprocessing` has not made: those of `os.fork` and of `subprocess`.

Whoever is forked tells so itself (`helpers.trace.log`), and here how it ends, or what program it becomes. Its parent
tells the exit code, if it asks for that.
"""

from __future__ import annotations

import os

from . import log as logs
from . import wraps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn


def wrap_os() -> None:
    """Wrap what ends a forked process, and what asks how it has ended."""
    if not hasattr(os, "fork") or wraps.is_replaced(os, "_exit"):
        return
    for name in ("wait", "waitpid", "wait3", "wait4"):
        if hasattr(os, name):
            wraps.wrap(os, name, _wait)
    wraps.wrap(os, "_exit", _leave)
    for name in ("execv", "execve"):  # the others call one of these
        wraps.wrap(os, name, _become)


def wrap_subprocess(subprocess: Any) -> None:  # noqa: ANN401
    """Wrap how a program's return code is learned."""
    for name in ("_handle_exitstatus", "_internal_poll", "_wait"):  # the first on POSIX alone, where it serves both
        if hasattr(subprocess.Popen, name):
            wraps.wrap(subprocess.Popen, name, _learn)
            if name == "_handle_exitstatus":
                break


def _wait(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    result = original(*args, **kwargs)
    pid, status = result[:2]
    if pid and (os.WIFEXITED(status) or os.WIFSIGNALED(status)):
        _tell(pid, os.waitstatus_to_exitcode(status))
    return result


def _learn(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    known = self.returncode is not None
    result = original(self, *args, **kwargs)
    if self.returncode is not None and not known:
        _tell(self.pid, self.returncode)
    return result


def _tell(pid: int, code: int) -> None:
    log = logs.current()
    if log is not None and pid not in log.started:
        log.write("collected", pid=pid, code=code)


def _forked() -> logs.Log | None:
    """Return the log of this process if it was made by a bare fork."""
    log = logs.current()
    return log if log is not None and log.identity.endswith(f"{logs.FORKED}{log.pid}") else None


def _leave(original: Callable[..., NoReturn], status: int) -> NoReturn:
    log = _forked()
    if log is not None and isinstance(status, int):
        log.write("ended", code=status & 0xFF)
    original(status)


def _become(original: Callable[..., NoReturn], path: Any, argv: Any, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401
    log = _forked()
    if log is not None:
        try:
            log.write("becomes", command=[os.fsdecode(word)[:300] for word in list(argv)[:30]])
        except Exception:  # noqa: BLE001 - tracing must not change what the traced program does
            log.errors += 1
    original(path, argv, *args, **kwargs)
