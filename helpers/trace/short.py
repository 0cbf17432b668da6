"""A short form of any object, for the picture.

It is made of every message, so it has to be fast: `reprlib` takes about twice as long, and writes out integers of any
size.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LIMIT = 80  # characters
_ITEMS = 6  # of a container
_DEPTH = 3
_BITS = 200  # of an int; longer ones take quadratic time to write out
_BRACKETS: dict[type, str] = {list: "[]", tuple: "()", dict: "{}", set: "{}", frozenset: "{}"}
_SMALL = 10**15
_LONG = 1000  # items of an object whose own repr may write out each of them


CONSTANT = frozenset({int, float, bool, str, bytes, type(None)})
"""Types of which no object can change."""
_ROWS = frozenset({tuple, list})


def is_plain(value: Any) -> bool:  # noqa: ANN401
    """Tell whether an object is a short row of constants: its short form needs no code of the program's own."""
    return type(value) in _ROWS and len(value) <= _ITEMS and CONSTANT.issuperset(map(type, value))


def short(value: object, limit: int = _LIMIT) -> str:
    """Return a `repr` of bounded length and cost.

    Built-in types are written by this function. For others their own `repr` is called, once, unless they say that
    they are long; if it fails the class's name has to do.

    Parameters
    ----------
    value : object
        Anything.
    limit : int
        Characters at most.

    Examples
    --------
    >>> short(("thumb", 17))
    "('thumb', 17)"
    >>> short(b"x" * 1_000_000)
    "b'xxxxxxxxxxxxxxxxxxxxxxxx'... (1000000 bytes)"
    """
    kind = type(value)
    if kind is int and -_SMALL < value < _SMALL:  # type: ignore[operator]
        return repr(value)
    try:
        text = _short(value, _DEPTH)
    except Exception:  # noqa: BLE001 - a repr may raise anything
        text = f"<{type(value).__name__}>"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _short(value: Any, depth: int) -> str:  # noqa: ANN401
    kind = type(value)
    if kind in {float, bool, complex} or value is None:
        text = repr(value)
    elif kind is int:
        text = repr(value) if value.bit_length() <= _BITS else f"<int of {value.bit_length()} bits>"
    elif kind is str:
        text = repr(value) if len(value) <= _LIMIT else f"{_head(value)}... ({len(value)} characters)"
    elif kind in {bytes, bytearray}:
        text = repr(value) if len(value) <= _LIMIT else f"{_head(bytes(value[:24]))}... ({len(value)} bytes)"
    elif kind in _BRACKETS:
        text = _container(value, kind, depth)
    elif isinstance(value, type) or callable(value):
        text = f"<{getattr(value, '__qualname__', kind.__name__).strip('<>')}>"
    elif isinstance(value, (int, str, bytes)) or _length(value) > _LONG:
        text = f"<{kind.__name__}>"
    else:
        text = repr(value)
    return text


def _head(value: str | bytes) -> str:
    text = repr(value[:24])
    return text if len(text) <= _LIMIT // 2 else text[: _LIMIT // 2 - 1] + "…"


def _container(value: Any, kind: type, depth: int) -> str:  # noqa: ANN401
    size = len(value)
    brackets = _BRACKETS[kind]
    before, after = brackets[0], brackets[1]
    if not depth:
        return f"{before}...{after}"
    shown: list[str] = []
    for item in value:
        if len(shown) == _ITEMS:
            shown.append(f"... ({size} items)")
            break
        text = _short(item, depth - 1)
        shown.append(f"{text}: {_short(value[item], depth - 1)}" if kind is dict else text)
    if kind is tuple and size == 1:
        shown[0] += ","
    return f"{before}{', '.join(shown)}{after}" if size or kind in {list, tuple, dict} else f"{kind.__name__}()"


def _length(value: object) -> int:
    sized = getattr(type(value), "__len__", None)
    return sized(value) if sized is not None else 0
