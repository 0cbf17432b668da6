"""Proves that a result came from where it should: the work is done on other values than `main` handed out.

An answer whose result stays right all the same has not used what came back from its children. The change stands at
the end of the answer's file, so every child has it, whatever the start method.
"""

from __future__ import annotations

import ast
import functools
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_END = """

from helpers.practice.checking.tampering import tampered as _tampered
{name} = _tampered({name})
"""


def tamper(code: str, name: str) -> str | None:
    """Return the text of an answer in which the function `name` works on other values; None if there is none."""
    functions = [node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
    return code + _END.format(name=name) if name in functions else None


def tampered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that changes the numbers, texts and lists of these that it is called with."""

    @functools.wraps(function)
    def work(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - what a learner hands over
        return function(*map(_other, args), **{name: _other(value) for name, value in kwargs.items()})

    return work


def _other(value: Any) -> Any:  # noqa: ANN401
    if type(value) is int:
        return 2 * value + 1
    if type(value) is str:
        return f"{value}7s"
    if isinstance(value, PurePath):
        return value.with_name(_other(value.name))
    if type(value) in {list, tuple}:
        return type(value)(map(_other, value))
    return value
