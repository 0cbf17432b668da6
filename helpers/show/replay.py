"""Replays in pages that were made from a notebook: what plays them, and where they stand.

A notebook that was run knows the last frame of each picture, as the state of its widget. From that frame alone a
picture can be drawn, replayed and zoomed without a kernel (``picture/replay.js``).
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from helpers.show import inline
from helpers.show.script import FOLDER, join
from helpers.show.script import style as picture_style

if TYPE_CHECKING:
    from collections.abc import Mapping

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"

_ROW, _REST = 40, 190  # pixels: of a row, and of what stands above and below the rows
_START = """window.mmvReplay = new Replays();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => mmvReplay.start());
else mmvReplay.start();
"""
_EXPORT = re.compile(r"^export (default )?", re.MULTILINE)


def player() -> str:
    """Return a classic script that replays recordings in the page that loads it, also one that was opened from disk."""
    modules = _EXPORT.sub(lambda found: "const mmvWidget = " if found[1] else "", join(FOLDER / "replay.js"))
    return f"(() => {{\n{modules}\n{_START}}})();\n"


def style() -> str:
    """Return the style of the pictures, which belongs into the same page."""
    return picture_style()


def frames(metadata: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the last frame of each picture of a notebook that was run, by the id of its widget's model.

    Parameters
    ----------
    metadata : mapping
        The notebook's, with the state of its widgets; without that, nothing is found.
    """
    states = metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    found = {model: state.get("state", {}).get("frame") for model, state in states.items()}
    return {model: frame for model, frame in found.items() if frame and frame.get("key")}


def place(recording: str, frame: Mapping[str, Any], source: str | None = None) -> str:
    """Return the element in which a recording is replayed.

    Parameters
    ----------
    recording : str
        A name that no other recording of the page has: letters, digits, ``-`` and ``_``.
    frame : mapping
        The recording: it decides how much room is kept until it is drawn.
    source : str, optional
        The address of a file with `taken`; without one the page has its `element`.
    """
    height = _REST + _ROW * min(len(frame.get("processes", ())), 10)
    address = f' data-source="{html.escape(source)}"' if source else ""
    return (
        f'<div class="mmv-recording" data-recording="{recording}"{address} style="min-height:{height}px">'
        "<noscript>(a recording that can be replayed: it needs JavaScript)</noscript></div>"
    )


def element(recording: str, frame: Mapping[str, Any]) -> str:
    """Return a recording as an element of the page that replays it."""
    return f'<script type="application/json" id="recording-{recording}">{inline.data(frame)}</script>'


def taken(recording: str, frame: Mapping[str, Any]) -> str:
    """Return a recording as a script of its own."""
    return f"mmvReplay.take({json.dumps(recording)}, {inline.data(frame)});\n"
