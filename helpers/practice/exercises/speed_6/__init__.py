"""A small real task: the log of a shop."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.practice import criteria
from helpers.practice.exercise import Check

if TYPE_CHECKING:
    from random import Random


def _log(lines: int, shift: int) -> str:
    return "".join(f"{9 + (number * shift) % 12} {1700 * (1 + number % 5)}\n" for number in range(lines))


def _waits(logs: list[str]) -> dict[str, int]:
    waits = Counter[str]()
    for line in "".join(logs).splitlines():
        hour, waited = line.split()
        waits[hour] += int(waited) // 1000
    return dict(waits)


def _other(random: Random) -> tuple[tuple[list[str]], dict[str, int]]:
    logs = [_log(random.randrange(100, 140), 5), _log(random.randrange(10, 30), 7), _log(25, 1)]
    return (logs,), _waits(logs)


_LOGS = [_log(20, 5), _log(30, 7), _log(10, 1), _log(140, 11)]

CHECK = Check(
    arguments=(_LOGS,),
    again=_other,
    work="in_seconds",
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("read", 2),
        criteria.overlapped(),
        criteria.at_most_at_once(4),
        criteria.returns(_waits(_LOGS), "the waits of all hours are right"),
        criteria.portions("read", 50, 16),
        criteria.nothing_left_running(),
    ),
    seconds=8,
)
