"""More time for an answer on a busy machine, where one that works may not have had its share of a CPU by the deadline.

An answer that hangs gets none: nobody of it works. Nor does an endless loop that has had its CPU.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.ground.machinery import MACHINERY

if TYPE_CHECKING:
    from helpers.record.snapshot import Process, Snapshot

MOST = 4
"""Times its deadline that an answer gets at most."""

_WORKING = 8.0  # percent of a CPU; to look at its children costs a program that only waits less
_SHARE = 0.5  # of a CPU: who has had less of one until the deadline may have been kept from working


def is_starved(snapshot: Snapshot, seconds: float) -> bool:
    """Tell whether a process of an answer still starts or works, and has had little of a CPU for that.

    Parameters
    ----------
    snapshot : Snapshot
        What is known of the answer's run now.
    seconds : float
        The deadline.
    """
    alive = [one for one in snapshot.processes if one.ended is None and one.role not in MACHINERY]
    return any(_at_work(one) and _cpu_seconds(one) < _SHARE * seconds for one in alive)


def is_busy(process: Process) -> bool:
    """Tell whether a process worked in the end; on a busy machine it gets little of a CPU for that."""
    last = [use.cpu for use in process.use[len(process.use) // 2 :]]
    working = bool(last) and sum(last) / len(last) > _WORKING
    return working or (bool(process.spans) and process.spans[-1].state == "running")


def _at_work(process: Process) -> bool:
    return process.running is None or is_busy(process)


def _cpu_seconds(process: Process) -> float:
    return sum(use.cpu / 100 * (use.time - before.time) for before, use in pairwise(process.use))
