"""An answer's result as plain data: what an object of the learner's class could do, it can't do in the kernel."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from helpers.practice.trial import Odd

_PARTS = 100_000  # elements of a value; a larger one is not compared


def plain(value: Any) -> Any:  # noqa: ANN401 - that is the question
    """Return `value` if it is plain data, with `Odd` in place of what is not."""
    try:
        return _plain(value, [_PARTS])
    except RecursionError:
        return Odd("something that contains itself")


def _plain(value: Any, left: list[int]) -> Any:  # noqa: ANN401
    left[0] -= 1
    if left[0] < 0:
        return Odd("too much to compare")
    kind = type(value)
    if kind in {type(None), bool, int, float, str, bytes}:
        return value
    if kind in {list, tuple, set, frozenset}:
        return kind(_plain(part, left) for part in value)
    if isinstance(value, dict):  # a Counter or a defaultdict is as good
        return {_plain(key, left): _plain(part, left) for key, part in value.items()}
    with suppress(Exception):
        return Odd(repr(value)[:200])
    return Odd(f"an object of class {kind.__name__}")
