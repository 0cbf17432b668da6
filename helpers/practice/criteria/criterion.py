"""The form of everything that an answer may be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.practice.trial import Trial


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that an answer must do.

    Attributes
    ----------
    goal : str
        What is asked for, as it is shown when it is reached: ``both tasks ran at the same time``.
    miss : callable
        Returns what is missing in a sentence, or None if nothing is.
    """

    goal: str
    miss: Callable[[Trial], str | None]
