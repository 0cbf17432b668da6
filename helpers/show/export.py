"""A notebook as one HTML file whose pictures replay, without a network: ``jupyter nbconvert --to replays``.

JupyterLab offers it, too: *File, Save and Export Notebook As, Replays*. What can be replayed are the pictures
whose state is in the notebook: those of cells that nbconvert has run (``--execute``), or those of a notebook that was
saved while *Settings, Save Widget State Automatically* was on. Other pictures stay what is stored for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from traitlets.config import Config

from helpers.show import inline, replay

if TYPE_CHECKING:
    from nbformat import NotebookNode

_OUTSIDE = re.compile(r'<script\b[^>]*\bsrc="https?://[^"]*"[^>]*>\s*</script>')
_MODULE = re.compile(r'<script type="module">(?:(?!</script>).)*?https?://(?:(?!</script>).)*</script>', re.DOTALL)
_KEY = "recordings"


class Replays(Preprocessor):
    """Puts a replay in the place of each picture whose recording is known."""

    def preprocess(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook with its replays, and the recordings by name among the resources."""
        frames = replay.frames(notebook.metadata)
        recordings: dict[str, Any] = {}
        has_drawing = False
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                frame = frames.get(data.get(replay.VIEW, {}).get("model_id"))
                if frame is not None:
                    name = f"replay-{len(recordings)}"
                    recordings[name] = frame
                    output["data"] = {"text/html": replay.place(name, frame)}
                    has_drawing = True
                elif has_drawing and "text/html" in data:  # the text that follows a picture has a drawing of it
                    data["text/html"] = re.sub(r"^<img [^>]*>\n(?=<details>)", "", data["text/html"])
                    has_drawing = False
        if recordings:
            notebook.metadata.pop("widgets", None)  # else the page asks the network for what draws widgets
        return notebook, {**resources, _KEY: recordings}


class ReplayExporter(HTMLExporter):
    """Makes the file."""

    export_from_notebook = "HTML with Replays"

    @property
    def default_config(self) -> Config:
        """Return the settings that hold unless somebody asks for others: images stand in the file."""
        ours = Config({"HTMLExporter": {"embed_images": True}})
        theirs = super().default_config
        if theirs:
            ours.merge(theirs)
        return ours

    def _init_preprocessors(self) -> None:
        super()._init_preprocessors()
        self.register_preprocessor(Replays, enabled=True)  # after the one that executes

    def from_notebook_node(
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **kw: Any,  # noqa: ANN401 - nbconvert's own
    ) -> tuple[str, dict[str, Any]]:
        """Return the page, and what nbconvert keeps beside it."""
        body, resources = super().from_notebook_node(nb, resources, **kw)
        recordings = (resources or {}).get(_KEY, {})
        body = _MODULE.sub("", _OUTSIDE.sub("", body))
        if recordings:
            stored = "\n".join(replay.element(*one) for one in recordings.items())
            player = f"<script>{inline.code(replay.player())}</script>"
            addition = f"<style>{replay.style()}</style>\n{stored}\n{player}\n</body>"
            head, _, tail = body.rpartition("</body>")
            body = head + addition + tail
        return body, resources or {}
