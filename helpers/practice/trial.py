"""What one run of an answer brought: plain data, made in the process that ran it, judged in the kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from helpers.record.snapshot import Snapshot

_NOTHING = Snapshot(processes=(), events=(), duration=0, live=False)


@dataclass(frozen=True, slots=True)
class Odd:
    """Stands for a value that is not made of plain data (numbers, text, lists, ...); only its `repr` travelled."""

    text: str

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Trial:
    """What one run of an answer brought.

    Attributes
    ----------
    ending : str
        ``returned``, ``raised``, ``deadline`` (it had to be stopped), ``died`` (the process that ran it has gone).
    snapshot : Snapshot or None
        The recording; None if the process could not hand it over.
    value : object
        What the answer returned: plain data, or `Odd` in place of what is not.
    error : str
        Class of the exception, and `message` its text, `line` the number of the answer's line and `source` that line.
    seconds : float
        The deadline.
    exit_code : int or None
        Of the process that ran the answer, if it died.
    errors : str
        The end of what the family wrote to standard error.
    code : str
        The text of the answer.
    """

    ending: Literal["returned", "raised", "deadline", "died"]
    snapshot: Snapshot | None = None
    value: Any = None
    error: str = ""
    message: str = ""
    line: int | None = None
    source: str = ""
    seconds: float = 0
    exit_code: int | None = None
    errors: str = ""
    code: str = ""

    @property
    def recording(self) -> Snapshot:
        """The recording, an empty one if there is none: without a trace nothing is proved."""
        return self.snapshot or _NOTHING
