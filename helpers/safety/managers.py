"""Lets a `multiprocessing.Manager` whose process was ended say so, and its proxies, too."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Container, Iterable


def is_hurt(one: Any, pids: Container[int]) -> bool:  # noqa: ANN401
    """Tell whether a manager's process is among these, which are ended."""
    process = getattr(one, "_process", None)
    return process is not None and process.pid in pids


def finish(one: Any, proxies: Iterable[Any], sentence: str) -> None:  # noqa: ANN401
    """End a manager whose process is gone; from now on, whoever uses it or its proxies gets the sentence.

    Parameters
    ----------
    one : multiprocessing.managers.BaseManager
        Its process was ended.
    proxies : iterable of multiprocessing.managers.BaseProxy
        Of any manager.
    sentence : str
        Why it was ended, and what to do.
    """

    def refuse(*_: object, **__: object) -> NoReturn:
        raise ConnectionError(sentence)

    one._create = refuse  # noqa: SLF001 - what makes a ``list`` or a ``Queue`` asks this
    for proxy in proxies:
        with suppress(AttributeError):
            if proxy._token.address == one.address:  # noqa: SLF001
                object.__setattr__(proxy, "_callmethod", refuse)
    with suppress(Exception):
        one.shutdown()
