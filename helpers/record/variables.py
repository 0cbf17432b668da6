"""Finds out which variable a call is assigned to, by reading the source.

=================================  ==============================
``tasks = Queue()``                ``tasks``
``reader, writer = Pipe()``        ``reader`` and ``writer``
``one, two = Queue(), Queue()``    ``one``, ``two``
``queues = [Queue(), Queue()]``    ``queues[0]``, ``queues[1]``
``queues = {"a": Queue()}``        ``queues['a']``
``queues = [Queue() for ...]``     ``queues``, again and again
``with Pool(2) as pool:``          ``pool``
=================================  ==============================
"""

from __future__ import annotations

import ast
import linecache
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Place = tuple[int, int]  # line and column


class Target(NamedTuple):
    """What a call is assigned to; `repeated` if it is made for each item of one list."""

    names: tuple[str, ...]
    repeated: bool = False


@lru_cache(maxsize=256)
def assigned_to(file: str, line: int, column: int) -> Target | None:
    """Return what the call at this place is assigned to, if it is.

    Parameters
    ----------
    file : str
        A file, or what IPython calls a cell.
    line, column : int
        Where the call begins, as `ast` counts.
    """
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError):  # a cell with magics, or a changed file
        return None
    return _first(_find(value, target, (line, column)) for value, target in _assignments(tree))


def _assignments(tree: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what is assigned, and to what."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[target, *_]) | ast.NamedExpr(target=target):
                yield node.value, target
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield value, target
            case ast.With(items=items) | ast.AsyncWith(items=items):
                yield from ((item.context_expr, item.optional_vars) for item in items if item.optional_vars is not None)


def _find(value: ast.expr, target: ast.expr, place: _Place) -> Target | None:
    match value, target:
        case ast.Call(), _ if _is(value, place):
            parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
            return Target(tuple(map(ast.unparse, parts)))
        case ast.Tuple(elts=values) | ast.List(elts=values), ast.Tuple(elts=parts) | ast.List(elts=parts):
            return _first(_find(one, part, place) for one, part in zip(values, parts, strict=False))
        case ast.Tuple(elts=values) | ast.List(elts=values), ast.Name(id=name):
            return _first(_item(name, str(index), one, place) for index, one in enumerate(values))
        case ast.Dict(keys=keys, values=values), ast.Name(id=name):
            return _first(_item(name, _text(key), one, place) for key, one in zip(keys, values, strict=True))
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp() | ast.DictComp(), ast.Name(id=name):
            return Target((name,), repeated=True) if _contains(value, place) else None
    return None


def _first(found: Iterable[Target | None]) -> Target | None:
    return next(filter(None, found), None)


def _item(name: str, key: str, value: ast.expr, place: _Place) -> Target | None:
    return Target((f"{name}[{key}]",)) if _contains(value, place) else None


def _text(key: ast.expr | None) -> str:
    return "..." if key is None else ast.unparse(key)  # none: **another


def _is(value: ast.AST, place: _Place) -> bool:
    return isinstance(value, ast.Call) and (value.lineno, value.col_offset) == place


def _contains(value: ast.expr, place: _Place) -> bool:
    return any(_is(node, place) for node in ast.walk(value))
