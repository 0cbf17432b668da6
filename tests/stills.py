"""Still drawings of recordings, for readers who run nothing: what the live picture shows at the end, as SVG.

The drawing is the picture's own: it is drawn by its modules in a headless Chromium, and written down by `stills.js`.
A stored notebook carries it in the HTML of the text that follows the picture, as the source of an ``<img>``. All
viewers show that. nbconvert and what uses it prefer HTML to the other forms, and so does VS Code; GitHub and nbviewer
spoil ``image/svg+xml`` by cleaning it as if it were HTML (nbviewer's issue 1037, nbconvert's 1863); JupyterLab shows an
image even in a notebook that it does not trust. In an ``<img>`` nothing of an SVG can run or be loaded.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

from browsing import headless_browser, open_page
from helpers.show.script import script, style

WIDTH = 1000
"""Pixels: room for the words beside a lane; viewers make an image narrower that is too wide."""

_SOURCE = Path(__file__).with_suffix(".js")
_LOAD = """async ([picture, stills]) => {
    const load = source => import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    window.picture = await load(picture);
    window.stills = await load(stills);
}"""
_DRAW = """async frame => {
    const store = picture.createStore();
    store.apply(frame);
    const takeAway = picture.mountPicture(document.querySelector("main"), store.getState, store.subscribe);
    // The columns follow the names, and the lanes follow the columns: each takes a frame of the screen.
    for (let k = 0; k < 5; k++) await new Promise(requestAnimationFrame);
    const drawing = stills.still(document.querySelector(".mmv-picture"));
    takeAway();
    return drawing;
}"""
_WHOLE = """
body { margin: 0 } main { width: WIDTHpx } .mmv-picture { margin: 0 !important }
:is(.mmv-toggles, .mmv-replay, .mmv-caption, .mmv-told, .mmv-tip, .mmv-hidden) { display: none !important }
.mmv-picture .mmv-scroll { max-height: none } .mmv-picture .mmv-row { content-visibility: visible; contain: none }
"""
_IMAGE = re.compile(r'<img alt="[^"]*" src="data:image/svg\+xml;base64,([^"]*)">\n?')


def drawings(frames, width=WIDTH):
    """Return the drawing of each key frame, as the text of an SVG of this width in pixels."""
    with headless_browser() as browser:
        return drawn_in(browser, frames, width)


def drawn_in(browser, frames, width=WIDTH):
    """Return the drawings, drawn in this browser."""
    with open_page(browser) as page:
        page.set_content(
            f"<!doctype html><style>{style()}{_WHOLE.replace('WIDTH', str(width))}</style>"
            '<body data-jp-theme-light="true"><main></main>'
        )
        page.evaluate(_LOAD, [script(), _SOURCE.read_text(encoding="utf-8")])
        return [page.evaluate(_DRAW, frame) for frame in frames]


def image(drawing):
    """Return a drawing as an image for HTML."""
    data = base64.b64encode(drawing.encode()).decode()
    return f'<img alt="the processes over time, at the end" src="data:image/svg+xml;base64,{data}">\n'


def image_in(html):
    """Return the image in the HTML that follows a picture; nothing if there is none."""
    found = _IMAGE.match(html)
    return found[0] if found else ""


def without_image(html):
    """Return that HTML without its image."""
    return _IMAGE.sub("", html)


def drawing_in(html):
    """Return the text of the SVG in that HTML; None if there is none."""
    found = _IMAGE.match(html)
    return base64.b64decode(found[1]).decode() if found else None
