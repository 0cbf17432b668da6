"""Names of shared objects: those that the learner gave them, where that can be known."""

from __future__ import annotations

import ast
import linecache
from collections import Counter
from functools import lru_cache

_COMPREHENSIONS = (ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)


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
        target = _target(*place)
        if target is None:
            return None
        names, repeated = target
        if repeated:
            return f"{names[0]}[{number}]"
        if kind == "Pipe" and len(names) == 2:
            return f"{names[0]} \N{EN DASH} {names[1]}"
        return names[0] if len(names) == 1 else None


@lru_cache(maxsize=256)
def _target(file: str, line: int, column: int) -> tuple[list[str], bool] | None:
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
