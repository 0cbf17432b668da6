"""Names of processes and of shared objects: those that the learner gave them, where that can be known."""

from __future__ import annotations

import re
from collections import Counter
from typing import Protocol

from helpers.ground.words import plain
from helpers.record.variables import assigned_to

_METHOD_PREFIX = re.compile(r"^(?:ForkServer|Fork|Spawn)(?=(?:Process|PoolWorker)-)")
_MANAGER_NUMBER = re.compile(r"-[\d:]+$")  # counts all processes that were ever started


class Named(Protocol):
    """A process of a recording, finished or still being made."""

    @property
    def name(self) -> str:
        """As multiprocessing calls it."""

    @property
    def role(self) -> str:
        """As in `helpers.record.snapshot.Process`."""


def steady_name(process: Named) -> str:
    """Return the process's name without what differs from run to run: the start method, a manager's number."""
    steady = _MANAGER_NUMBER.sub("", process.name) if process.role == "manager" else process.name
    return plain(_METHOD_PREFIX.sub("", steady))


class Namer:
    """Gives each object a name of its own."""

    def __init__(self) -> None:
        self._numbers: Counter[str] = Counter()
        self._taken: set[str] = set()
        self._calls: Counter[tuple[str, int, int]] = Counter()

    def number(self, kind: str) -> str:
        """Return the next name of the form ``Queue-1``."""
        self._numbers[kind] += 1
        return self.unique(f"{kind}-{self._numbers[kind]}")

    def unique(self, name: str) -> str:
        """Return `name`, with a number if another object has it."""
        found, n = name, 1
        while found in self._taken:
            n += 1
            found = f"{name} ({n})"
        self._taken.add(found)
        return found

    def name(self, kind: str, at: list[object] | None) -> str | None:
        """Return what the learner called an object, or None.

        Parameters
        ----------
        kind : str
            Its class.
        at : list or None
            File, line and column of the call that made it.
        """
        if at is None:
            return None
        place = (str(at[0]), int(at[1]), int(at[2]))  # type: ignore[call-overload]
        number = self._calls[place]
        self._calls[place] += 1
        target = assigned_to(*place)
        if target is None:
            return None
        names, repeated = target
        if repeated:
            return f"{names[0]}[{number}]"
        if kind == "Pipe" and len(names) == 2:
            return f"{names[0]} \N{EN DASH} {names[1]}"
        return names[0] if len(names) == 1 else None
