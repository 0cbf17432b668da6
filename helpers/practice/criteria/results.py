"""What `main` returned."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.words import are, counted, listed, short
from helpers.practice.trial import Odd

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.practice.trial import Trial


def returns(expected: Any, goal: str = "it returns the right result") -> Criterion:  # noqa: ANN401 - any data
    """Ask for a result; says what is missing and what is too much."""

    def miss(trial: Trial) -> str | None:
        same = type(trial.value) is type(expected) and trial.value == expected
        return None if same else _difference(trial.value, expected)

    return Criterion(goal, miss)


def returns_what(fits: Callable[[Any], str | None], goal: str) -> Criterion:
    """Ask for a result that `fits`: it returns what is wrong with the result, or None."""

    def miss(trial: Trial) -> str | None:
        try:
            return fits(trial.value)
        except Exception:  # noqa: BLE001 - a result of an unexpected shape
            return f"main() returned {short(trial.value)}, which is not of the kind that is asked for"

    return Criterion(goal, miss)


def _difference(value: object, expected: object) -> str:
    if value is None:
        return "main() returned None; give the result back with return"
    if isinstance(value, Odd):
        return f"main() returned {value.text}, which is not plain data; return {short(expected)}"
    words = None
    if isinstance(expected, list) and isinstance(value, list):
        words = _difference_of_lists(value, expected)
    elif isinstance(expected, dict) and isinstance(value, dict):
        words = _difference_of_dicts(value, expected)
    kind = "" if type(value) is type(expected) else f"a {type(value).__name__}, "
    return words or f"main() returned {kind}{short(value)}; it should be {short(expected)}"


def _difference_of_dicts(value: dict[Any, Any], expected: dict[Any, Any]) -> str | None:
    wrong = [key for key in expected if key not in value or value[key] != expected[key]]
    wrong += [key for key in value if key not in expected]
    if not wrong:
        return None
    found, right = (short(one.get(wrong[0], "nothing")) for one in (value, expected))
    return f"for {wrong[0]!r} main() returned {found}, it should be {right}"


def _difference_of_lists(value: list[Any], expected: list[Any]) -> str | None:
    lost = Counter(map(repr, expected)) - Counter(map(repr, value))
    more = Counter(map(repr, value)) - Counter(map(repr, expected))
    if lost and more:
        return None
    if lost:
        number = lost.total()
        return f"{counted(number, 'item')} of the result {are(number)} missing: {listed(lost.elements())}"
    if more:
        return f"{counted(more.total(), 'item')} too many in the result: {listed(more.elements())}"
    return f"the items are right, but their order is not: {short(value)} should be {short(expected)}"
