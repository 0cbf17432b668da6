"""Where a block is seen: the live picture of a notebook, and the text that stays."""

from __future__ import annotations

import html
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from helpers.ground.facts import facts
from helpers.ground.notebook import in_notebook
from helpers.show import text

if TYPE_CHECKING:
    from helpers.record.snapshot import Snapshot
    from helpers.record.traffic import Traffic
    from helpers.show.courier import Courier
    from helpers.show.frame import Encoder
    from helpers.show.widget import Picture


class Screen:
    """A picture in a notebook; elsewhere nothing is seen before the block's end.

    Attributes
    ----------
    is_notebook : bool
        Whether there can be a picture.
    is_on : bool
        Whether there is one.
    """

    def __init__(self) -> None:
        self.is_notebook = in_notebook()
        self._encoder: Encoder | None = None
        self._courier: Courier | None = None
        self._picture: Picture | None = None
        if self.is_notebook:  # now: importing takes longer than the first processes may live
            from helpers.show import frame, widget  # noqa: F401, PLC0415

            self._encoder = frame.Encoder(facts())

    @property
    def is_on(self) -> bool:
        """Whether somebody sees what is drawn."""
        return self._picture is not None

    def begin(self, snapshot: Snapshot, traffic: Traffic) -> None:
        """Show the first frame."""
        if self._encoder is None:
            return
        from helpers.show import courier, widget  # noqa: PLC0415

        self._courier = courier.Courier(traffic)
        with suppress(Exception):
            self._picture = widget.show(self._encoder.frame(snapshot))

    def frame(self, snapshot: Snapshot) -> dict[str, Any]:
        """Return what is new since the last frame."""
        return self._encoder.frame(snapshot, self._courier) if self._encoder is not None else {}

    def draw(self, frame: dict[str, Any]) -> None:
        """Send a frame to the browser."""
        if self._picture is not None:
            self._picture.frame = frame

    def end(self, snapshot: Snapshot) -> None:
        """Show the whole recording, in a notebook as the last frame and as text, elsewhere as text."""
        summary = text.summary(snapshot)
        if not self.is_notebook:
            print(summary)  # noqa: T201 - outside a notebook the text is the picture
            return
        if self.is_on:
            self.draw(self.frame(snapshot))
        from IPython.display import display  # noqa: PLC0415 - only in a notebook

        display({"text/plain": summary, "text/html": _as_html(summary)}, raw=True)


def _as_html(summary: str) -> str:
    return f"<details><summary>the same as text</summary><pre>{html.escape(summary)}</pre></details>"
