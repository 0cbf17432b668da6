"""The saved page: a recording as one HTML file that needs no server, no kernel and no network."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Any

from helpers.ground.words import encodable, plain
from helpers.show import inline
from helpers.show.script import script as picture_script
from helpers.show.script import style as picture_style

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 1400px; margin: 24px auto; padding: 0 16px; font: 14px/1.4 Inter, Helvetica, Arial, sans-serif; }
h1 { font-size: 18px; overflow-wrap: anywhere; }
pre { overflow: auto; }
"""

_MOUNT = """
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => document.body.setAttribute("data-jp-theme-light", String(!dark.matches));
dark.addEventListener("change", theme);
theme();
const recorded = createStore();
recorded.apply(JSON.parse(document.getElementById("recording").textContent));
mountPicture(document.getElementById("picture"), recorded.getState, recorded.subscribe);
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<div id="picture"></div>
{text}<script type="application/json" id="recording">{frame}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def page(frame: dict[str, Any], title: str, text: str = "") -> str:
    """Return a page that replays a recording.

    It loads nothing: what draws it stands in it, and its policy forbids the browser every request.

    Parameters
    ----------
    frame : dict
        A key frame with the whole recording, from `helpers.show.frame`.
    title : str
        What the page is called.
    text : str
        The recording as text, for readers without JavaScript.
    """
    style = _STYLE + picture_style()
    script = inline.code(picture_script() + _MOUNT)
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return _PAGE.format(
        policy=policy,
        title=_text(plain(title)),
        style=style,
        text=f"<details><summary>as text</summary><pre>{_text(text)}</pre></details>\n" if text else "",
        frame=inline.data(frame),
        script=script,
    )


def _digest(source: str) -> str:
    """Return the name by which a policy allows one inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _text(text: str) -> str:
    """Return `text` for a page; what UTF-8 can't say (a lone surrogate, from a file's name) is spelled out."""
    return escape(encodable(text))
