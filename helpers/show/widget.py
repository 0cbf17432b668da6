"""The live picture: a widget that shows frames."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets
from comm import get_comm_manager
from ipywidgets.widgets import widget as registry

from helpers.show.script import script, style

_KEPT = 32  # pictures whose state the kernel remembers; an older one lives on in its page until that is reloaded


class Picture(anywidget.AnyWidget):
    """Draws what `helpers.show.frame` encodes; everything that can be clicked works in the browser alone."""

    # As text: anywidget would watch a file for changes, and the watch holds on to every picture that was ever made.
    _esm = script()
    _css = style()
    frame = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        """Return what stands in a saved notebook in the picture's place."""
        return "(live picture: run the cell to see it)"


_shown: list[Picture] = []


def show(frame: dict[str, Any]) -> Picture:
    """Display a picture under the running cell.

    Parameters
    ----------
    frame : dict
        Its first frame.
    """
    from IPython.display import display  # noqa: PLC0415 - only in a notebook

    picture = Picture(frame=frame)
    display(picture)
    _shown.append(picture)
    while len(_shown) > _KEPT:
        _forget(_shown.pop(0))
    return picture


def _forget(picture: Picture) -> None:
    """Free the kernel's memory of a picture without removing it from its page.

    ipywidgets keeps every widget of a kernel for ever, and closing one removes it from the page.
    """
    for part in (picture, picture.layout):
        if part.comm is not None:
            get_comm_manager().comms.pop(part.comm.comm_id, None)
            part.comm._closed = True  # noqa: SLF001 - else its end would tell the page to remove it
        registry._instances.pop(part.model_id, None)  # noqa: SLF001
