"""Executes notebooks top to bottom in a fresh kernel and stores them clean.

    python tests/notebooks.py                          # all of them
    python tests/notebooks.py notebooks/02_process.ipynb
    python tests/notebooks.py --pictures notebooks/02_process.ipynb   # runs it, and changes nothing but drawings

What is stored: sources, tags, outputs, counts in order. What is not: times of execution, widget state, the name and
version of this machine's Python. A picture's model is stored without an id, which JupyterLab takes as "nothing to
show", so that a notebook opened without a kernel shows no broken picture. In its place a cell with the tag ``picture``
has a drawing of the recording's end (see `stills`). A cell that is the same as before and tells the same story keeps
its drawing, whatever the times of this run; ``--redraw`` draws all anew, for instance when the picture's looks change.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

import stills
from browsing import chromium
from helpers.show import replay

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TEXT = "<details><summary>the same as text</summary>"
PICTURE = "picture"
"""The tag of a cell whose pictures are stored as drawings."""
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
FOLDED = "jp-MarkdownHeadingCollapsed"  # JupyterLab's: what stands below this heading is folded away


def run(notebook, folder):
    """Run all cells of `notebook` in `folder`, in a fresh kernel; the state of its widgets stays in it."""
    NotebookClient(
        notebook,
        timeout=180,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        coalesce_streams=True,
    ).execute()
    return notebook


def recordings(notebook):
    """Return the last frame of each picture, by the number of its cell and that of its text in the cell.

    The notebook has been run, and not cleaned yet.
    """
    last = replay.frames(notebook.metadata)
    found = {}
    for number, cell in enumerate(notebook.cells):
        frames, texts = [], texts_of(cell)
        for output in cell.get("outputs", []):
            model = output.get("data", {}).get(replay.VIEW, {}).get("model_id")
            if model in last:
                frames.append(last[model])
            elif frames and output in texts:
                found[number, texts.index(output)] = frames.pop()
    return found


def add_drawings(notebook, before, frames, *, redraw=False):
    """Put drawings into the outputs of tagged cells.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place.
    before : NotebookNode
        What was stored; a cell that is the same there, and tells the same story, keeps its drawings.
    frames : dict
        From a cell's number and a picture's number in it to its recording.
    redraw : bool
        Draw all anew.
    """
    kept = {} if redraw else dict(stories(before))
    outputs = {
        (number, place): output
        for number, cell in enumerate(notebook.cells) if PICTURE in cell.metadata.get("tags", [])
        for place, output in enumerate(texts_of(cell))
    }  # fmt: skip
    images = {}
    for (number, place), output in outputs.items():
        images[number, place] = kept.get(story(notebook.cells[number], place, output), "")
    wanted = [key for key, image in images.items() if not image and key in frames]
    if wanted and chromium() is None:
        sys.stderr.write(
            "there is no Chromium on this machine: pictures that have changed are stored without a drawing\n"
        )
    elif wanted:
        images |= zip(wanted, map(stills.image, stills.drawings([frames[key] for key in wanted])), strict=True)
    for key, output in outputs.items():
        output.data["text/html"] = images[key] + stills.without_image(output.data["text/html"])


def texts_of(cell):
    """Return the outputs of a cell that tell in words what a picture shows."""
    texts = [output for output in cell.get("outputs", []) if "text/html" in output.get("data", {})]
    return [one for one in texts if stills.without_image(one.data["text/html"]).startswith(TEXT)]


def stories(notebook):
    """Yield what each drawing of a notebook tells, and the drawing as an image."""
    for cell in notebook.cells:
        for place, output in enumerate(texts_of(cell)):
            if image := stills.image_in(output.data["text/html"]):
                yield story(cell, place, output), image


def story(cell, place, output):
    """Return what is the same in two runs of a cell that do the same: no times, no pids."""
    return cell.source, place, output.data["text/plain"]


def clean(notebook):
    """Leave in `notebook` what a reader sees and nothing that differs from run to run."""
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        kept = {key: cell.metadata[key] for key in ("tags", "jupyter", FOLDED) if cell.metadata.get(key)}
        cell.metadata = nbformat.from_dict(kept)
        for output in cell.get("outputs", []):
            output.pop("metadata", None) if output.output_type == "stream" else output.update(metadata={})
            if replay.VIEW in output.get("data", {}):
                output.data[replay.VIEW]["model_id"] = ""
    return notebook


def store(path, *, only_pictures=False, redraw=False):
    """Execute a notebook and store it; or only put the drawings of this run into what is stored."""
    before = nbformat.read(path, as_version=4)
    notebook = run(nbformat.read(path, as_version=4), path.parent)
    frames = recordings(notebook)
    if only_pictures:
        notebook = nbformat.read(path, as_version=4)
    add_drawings(clean(notebook), before, frames, redraw=redraw)
    nbformat.write(notebook, path)


def main():
    """Execute and store the notebooks named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", nargs="*", type=Path, default=NOTEBOOKS)
    parser.add_argument("--pictures", action="store_true", help="change nothing but the drawings of tagged cells")
    parser.add_argument("--redraw", action="store_true", help="draw also what tells the same story as before")
    with tempfile.TemporaryDirectory(prefix="progress-") as progress:
        os.environ["COURSE_PROGRESS"] = progress  # nobody has passed anything in what is stored
        given = parser.parse_args()
        for path in given.notebooks:
            store(path, only_pictures=given.pictures, redraw=given.redraw)
            sys.stdout.write(f"stored {path.name}\n")


if __name__ == "__main__":
    main()
