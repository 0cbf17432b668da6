"""Processes that a sample finds and that nobody has announced: who they are, and when that can be known.

A child of multiprocessing is announced by its parent, but a sample may find it before that is read. And who has just
been forked looks like its parent until it becomes another program. So a stranger is taken for one only after a while.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from helpers.ground.machinery import MACHINERY, role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from helpers.record.draft import Draft
    from helpers.record.sampler import Reading

_DWELL = 0.08  # seconds that an unknown process must exist: a child that multiprocessing makes is announced sooner
_FORKED_DWELL = 1.0  # the same for one that still looks like its parent: it may be between fork and exec
_MOST = 1000  # processes to wait for; beyond that they are long gone

_PATIENCE: Mapping[str, float] = MappingProxyType(
    {"subprocess": _DWELL, "worker": _FORKED_DWELL, **dict.fromkeys(MACHINERY, 0.0)}
)
"""Seconds after which a stranger of this role is taken for one."""


class Looks(NamedTuple):
    """What a process looks like by its command line."""

    name: str
    role: str
    detail: str
    forked: bool  # has its parent's command, or none that can be read: it may be between fork and exec
    patience: float


class Strangers:
    """The unknown processes of one block."""

    def __init__(self) -> None:
        self._since: dict[tuple[int, float], float] = {}
        self._commands: dict[int, list[str]] = {}

    def since(self, reading: Reading, time: float) -> float:
        """Return when a process was first seen."""
        if len(self._since) > _MOST:
            self._since.clear()
        return self._since.setdefault((reading.pid, reading.born), time)

    def forget(self, pid: int) -> None:
        """Forget a process that has been announced."""
        for key in [key for key in self._since if key[0] == pid]:
            del self._since[key]

    def look(self, reading: Reading, parent: Draft, command_line: Callable[[int], list[str]]) -> Looks:
        """Return what a process looks like.

        Parameters
        ----------
        reading : Reading
            What the sample has found.
        parent : Draft
            Its parent.
        command_line : callable
            Gives the command line of a pid.
        """
        command = self._commands[reading.pid] = command_line(reading.pid)
        name, role = _identify(command)
        forked = command == (self._commands.get(reading.ppid) or command_line(reading.ppid))
        # A forkserver's child has the command line of its fork server; so has, mostly, the fork server of its own.
        if command and forked and not (role == "fork server" and parent.start_method == "forkserver"):
            name, role = "forked process", "worker"
        forked |= not command  # for a moment within exec, and at the end, there is none
        return Looks(name, role, " ".join(command), forked, _FORKED_DWELL if forked else _PATIENCE[role])

    def look_again(self, draft: Draft, command_line: Callable[[int], list[str]], parent: int) -> None:
        """On a slow machine a process can be between fork and exec for long: it may be another program by now."""
        pid = draft.pid or 0
        command = command_line(pid)
        if pid not in self._commands:  # it has said itself that it was forked
            self._commands[pid] = self._commands.get(parent) or command_line(parent)
        if command and command != self._commands[pid]:
            self.becomes(draft, command)

    def becomes(self, draft: Draft, command: list[str]) -> None:
        """Take in that a forked process is another program now."""
        draft.name, draft.role = _identify(command)
        draft.detail, draft.looks_forked = " ".join(command), False
        self._commands[draft.pid or 0] = command


def _identify(command: list[str]) -> tuple[str, str]:
    """Return (name, role) of a process that multiprocessing has not announced."""
    helper = role_of(command)
    if helper is not None:
        return helper, helper
    line = " ".join(command)
    if "multiprocessing.spawn" in line or "--multiprocessing-fork" in line:
        return "spawned process", "worker"
    program = PurePath(command[0]).name if command and command[0] else "program"
    return re.sub(r"(?:\.exe|[\d.]+)$", "", program, flags=re.IGNORECASE) or program, "subprocess"
