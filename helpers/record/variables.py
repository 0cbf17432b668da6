"""Finds out which variable a call is assigned to, by reading the source."""

from __future__ import annotations

import ast
import linecache
from functools import lru_cache

_COMPREHENSIONS = (ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)


@lru_cache(maxsize=256)
def assigned_to(file: str, line: int, column: int) -> tuple[list[str], bool] | None:
    """Return what the call at this place is assigned to, and whether it is one of several of a list."""
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError):  # a cell with magics, or a changed file
        return None
    for statement in ast.walk(tree):
        if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            if statement.value is not None:
                found = _within(statement.value, targets[0], line, column)
                if found is not None:
                    return found
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                if item.optional_vars is not None:
                    found = _within(item.context_expr, item.optional_vars, line, column)
                    if found is not None:
                        return found
    return None


def _within(value: ast.expr, target: ast.expr, line: int, column: int) -> tuple[list[str], bool] | None:
    if isinstance(value, ast.Call) and (value.lineno, value.col_offset) == (line, column):
        parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
        return [ast.unparse(part) for part in parts], False
    if isinstance(value, (ast.Tuple, ast.List)) and isinstance(target, (ast.Tuple, ast.List)):
        for one, part in zip(value.elts, target.elts, strict=False):
            found = _within(one, part, line, column)
            if found is not None:
                return found
    elif isinstance(target, ast.Name) and isinstance(value, (ast.Tuple, ast.List, ast.Dict)):
        items = value.values if isinstance(value, ast.Dict) else value.elts
        keys: list[ast.expr | None] = value.keys if isinstance(value, ast.Dict) else [None] * len(items)
        for index, (key, item) in enumerate(zip(keys, items, strict=True)):
            if _contains(item, line, column):
                return [f"{target.id}[{index if key is None else ast.unparse(key)}]"], False
    elif isinstance(target, ast.Name) and isinstance(value, _COMPREHENSIONS) and _contains(value, line, column):
        return [target.id], True
    return None


def _contains(value: ast.expr, line: int, column: int) -> bool:
    return any(
        isinstance(node, ast.Call) and (node.lineno, node.col_offset) == (line, column) for node in ast.walk(value)
    )
