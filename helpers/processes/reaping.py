"""Asks for the exit codes of processes that were ended, so that no zombie of them stays."""

from __future__ import annotations

import gc
import multiprocessing
import subprocess
from asyncio.base_subprocess import BaseSubprocessTransport
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


def reap(pids: Container[int]) -> None:
    """Let the objects that have started these processes ask for their exit codes; each keeps its own."""
    multiprocessing.active_children()
    for child in _popen_objects():
        if child.pid in pids:
            child.poll()


def _popen_objects() -> Iterator[subprocess.Popen[bytes]]:
    """Yield all, except those for which an event loop waits that still runs: it asks itself."""
    kinds = subprocess.Popen, BaseSubprocessTransport
    found = [thing for thing in gc.get_objects() if issubclass(type(thing), kinds)]
    awaited = set()
    for one in found:
        if isinstance(one, BaseSubprocessTransport):
            with suppress(AttributeError):
                if not one._loop.is_closed():  # noqa: SLF001
                    awaited.add(id(one._proc))  # noqa: SLF001
    for one in found:
        if isinstance(one, subprocess.Popen) and id(one) not in awaited and hasattr(one, "pid"):
            yield one
