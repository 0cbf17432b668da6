"""What was sent, in words.

Of a small object of built-in types a tape has what was sent: the pickled object. Nobody but who shows it has to put it
into words. It is not unpickled here, as what is in a tape is no more than data: the few operations of which a constant,
or a row of constants, is made are read one by one. See Python's ``pickletools`` for what each does.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from helpers.trace.short import short

if TYPE_CHECKING:
    from collections.abc import Callable

_PROTO, _FRAME, _MEMOIZE, _STOP, _MARK = 0x80, 0x95, 0x94, ord("."), ord("(")
_GET = ord("h")
_NUMBERS = {ord("K"): struct.Struct("<B"), ord("M"): struct.Struct("<H"), ord("J"): struct.Struct("<i"),
            ord("G"): struct.Struct(">d")}  # fmt: skip
_WORDS: dict[int, tuple[int, Callable[[bytes], Any]]] = {  # bytes of the length, and what is made of as many bytes
    0x8C: (1, lambda data: data.decode("utf-8", "surrogatepass")),
    ord("X"): (4, lambda data: data.decode("utf-8", "surrogatepass")),
    ord("C"): (1, bytes),
    ord("B"): (4, bytes),
    0x8A: (1, lambda data: int.from_bytes(data, "little", signed=True)),
}
_CONSTANTS = {ord("N"): None, 0x88: True, 0x89: False}
_ROWS: dict[int, int] = {ord(")"): 0, 0x85: 1, 0x86: 2, 0x87: 3}  # tuples of so many


def in_words(told: str | bytes) -> str:
    """Return the short form of an object.

    Parameters
    ----------
    told : str or bytes
        The short form itself, or the pickled object.
    """
    if isinstance(told, str):
        return told
    try:
        return short(_load(told))
    except (ValueError, IndexError, KeyError, TypeError, struct.error):  # another pickle than that
        return f"<{len(told)} bytes>"


def _load(data: bytes) -> Any:  # noqa: ANN401, C901, PLR0912
    """Return a pickled constant, or a row of constants."""
    at, stack, memo, marks = 0, [], [], []
    while True:
        code = data[at]
        at += 1
        if code == _PROTO:
            at += 1
        elif code in _NUMBERS:
            number = _NUMBERS[code]
            stack.append(number.unpack_from(data, at)[0])
            at += number.size
        elif code == _STOP:
            (value,) = stack
            return value
        elif code in _CONSTANTS:
            stack.append(_CONSTANTS[code])
        elif code in _WORDS:
            size, make = _WORDS[code]
            length = int.from_bytes(data[at : at + size], "little")
            at += size + length
            stack.append(make(data[at - length : at]))
        elif code == _FRAME:
            at += 8
        elif code == _MEMOIZE:
            memo.append(stack[-1])
        elif code == _GET:
            stack.append(memo[data[at]])
            at += 1
        elif code in _ROWS:
            start = len(stack) - _ROWS[code]
            stack[start:] = [tuple(stack[start:])]
        elif code == _MARK:
            marks.append(len(stack))
        elif code == ord("t"):
            start = marks.pop()
            stack[start:] = [tuple(stack[start:])]
        elif code == ord("]"):
            stack.append([])
        elif code == ord("a"):
            item = stack.pop()
            _append(stack, [item])
        elif code == ord("e"):
            start = marks.pop()
            items = stack[start:]
            del stack[start:]
            _append(stack, items)
        else:
            raise ValueError(code)


def _append(stack: list[Any], items: list[Any]) -> None:
    if type(stack[-1]) is not list:
        raise ValueError("nothing to append to")
    stack[-1] += items
