"""A short form of any object, for the picture."""

from __future__ import annotations

_LIMIT = 80  # characters
_ITEMS = 6  # of a container
_DEPTH = 3
_BITS = 200  # of an int; longer ones take quadratic time to write out
_LONG = 1000  # items of an object whose own repr may write out each of them


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
    try:
        text = _short(value, _DEPTH)
    except Exception:  # noqa: BLE001 - a repr may raise anything
        text = f"<{type(value).__name__}>"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _short(value: object, depth: int) -> str:
    kind = type(value)
    if kind is int:
        return repr(value) if value.bit_length() <= _BITS else f"<int of {value.bit_length()} bits>"  # type: ignore[attr-defined]
    if kind is str:
        return repr(value) if len(value) <= _LIMIT else f"{value[:24]!r}... ({len(value)} characters)"  # type: ignore[arg-type, index]
    if kind is bytes or kind is bytearray:
        return repr(value) if len(value) <= _LIMIT else f"{bytes(value[:24])!r}... ({len(value)} bytes)"  # type: ignore[arg-type, index]
    if kind in {float, bool, complex} or value is None:
        return repr(value)
    if kind in {list, tuple, dict, set, frozenset}:
        return _container(value, kind, depth)
    if isinstance(value, type) or callable(value):
        return f"<{getattr(value, '__qualname__', kind.__name__)}>"
    if isinstance(value, (int, str, bytes)) or _length(value) > _LONG:
        return f"<{kind.__name__}>"
    text = repr(value)
    return text if isinstance(text, str) else f"<{kind.__name__}>"


def _container(value: object, kind: type, depth: int) -> str:
    size = len(value)  # type: ignore[arg-type]
    before, after = {list: "[]", tuple: "()", dict: "{}", set: "{}", frozenset: "{}"}[kind]
    if not depth:
        return f"{before}...{after}"
    shown = []
    for item in value:  # type: ignore[attr-defined]
        if len(shown) == _ITEMS:
            shown.append(f"... ({size} items)")
            break
        text = _short(item, depth - 1)
        shown.append(f"{text}: {_short(value[item], depth - 1)}" if kind is dict else text)  # type: ignore[index]
    if kind is tuple and size == 1:
        shown[0] += ","
    return f"{before}{', '.join(shown)}{after}" if size or kind in {list, tuple, dict} else f"{kind.__name__}()"


def _length(value: object) -> int:
    sized = getattr(type(value), "__len__", None)
    return sized(value) if sized is not None else 0
