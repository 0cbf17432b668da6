"""Numbers, lists, names and values as they stand in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.record.names import steady_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.record.snapshot import Process

_SHOWN = 80  # characters of a value


def listed(words: Iterable[object], last: str = "and") -> str:
    """Return words as in a sentence: ``a, b and c``, the tenth and further ones counted only."""
    told = [str(word) for word in words]
    if len(told) > 10:  # more can't be read
        told = [*told[:9], f"{len(told) - 9} more"]
    return f" {last} ".join(filter(None, [", ".join(told[:-1]), *told[-1:]]))


def names(processes: Iterable[Process]) -> str:
    """Return the names of processes: ``Ada, Grace and Edsger``."""
    return listed([steady_name(process) for process in processes])


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number and a noun: ``one object``, ``3 objects``, ``no objects``."""
    return f"one {noun}" if number == 1 else f"{number or 'no'} {plural or noun + 's'}"


def counted_processes(number: int) -> str:
    """Return ``one process`` or ``3 processes``."""
    return counted(number, "process", "processes")


def are(number: int) -> str:
    """Return the verb for that many: ``is`` or ``are``."""
    return "is" if number == 1 else "are"


def were(number: int) -> str:
    """Return the verb for that many in the past: ``was`` or ``were``."""
    return "was" if number == 1 else "were"


def short(value: object) -> str:
    """Return the beginning of a value's `repr`."""
    words = repr(value)
    return words if len(words) <= _SHOWN else words[: _SHOWN - 4] + " ..."
