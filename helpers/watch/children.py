"""The children that this process has started by `multiprocessing`, inspected without side effects.

`multiprocessing.active_children`, ``is_alive`` and ``exitcode`` ask the system for exit codes and so end the zombies
that a learner is meant to see. What is used here does not,
except for children of a fork server, which leave no zombies here.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from multiprocessing import connection, process
from typing import TYPE_CHECKING, Any

from helpers.trace import exit_codes, hooks, tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.record.draft import Draft
    from helpers.record.history import History

_ANSWER_LIMIT = 2.0  # seconds that a fork server on a busy machine gets to say how its children have ended


def already_there() -> list[tuple[int, str, str, str, str]]:
    """Return (pid, name, role, start method, detail) of the children that live."""
    found = []
    of_executors = tasks.executor_workers() if "concurrent.futures.process" in sys.modules else ()
    for child, popen in _started():
        if popen.returncode is None and popen.pid is not None:
            with suppress(Exception):  # a subclass may have set its name to anything
                described = hooks.describe(child)
                role = "executor worker" if popen.pid in of_executors else described["role"]
                found.append((popen.pid, str(child.name), role, popen.method, described["detail"]))
    return sorted(found)


def _started() -> Iterator[tuple[Any, Any]]:
    for child in list(process._children):  # type: ignore[attr-defined]  # noqa: SLF001
        if child._popen is not None:  # noqa: SLF001
            yield child, child._popen  # noqa: SLF001


def tell_exit_codes(history: History, *, final: bool) -> None:
    """Tell a history how children have ended, as far as nobody else has asked for it.

    Parameters
    ----------
    history : History
        Of a block of this process.
    final : bool
        The block's code has ended. Before that a fork server is not asked, as the code may wait for the same answer.
    """
    limit = time.monotonic() + _ANSWER_LIMIT
    for draft in history.ended_without_code():
        if draft.start_method != "forkserver":
            code = _peek(draft.pid)
        elif final:
            code = _ask_fork_server(draft, max(0.0, limit - time.monotonic()))
        else:
            continue
        if code is not None:
            history.exit_code(draft.id, code)


def _peek(pid: int | None) -> int | None:
    """Return the exit code of an ended child that nobody has asked, leaving it as it is."""
    if not hasattr(os, "waitid") or pid is None:
        return None
    try:
        found = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except OSError:
        return None
    if found is None:
        return None
    return -found.si_status if found.si_code in {os.CLD_KILLED, os.CLD_DUMPED} else found.si_status


def _ask_fork_server(draft: Draft, seconds: float) -> int | None:
    """Read the exit code of an ended child: the fork server leaves no zombie, and sends the code instead."""
    for _, popen in _started():
        if popen.pid != draft.pid or draft.role == "pool worker":
            continue  # a pool's own thread asks for its workers
        if popen.returncode is None and connection.wait([popen.sentinel], timeout=seconds):
            return exit_codes.read_once(type(popen).poll, popen)  # a thread may be about to ask
        return popen.returncode  # type: ignore[no-any-return]
    return None
