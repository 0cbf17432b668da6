"""Executes notebooks top to bottom in a fresh kernel and stores them clean.

    python tests/notebooks.py                          # all of them
    python tests/notebooks.py notebooks/02_process.ipynb

What is stored: sources, tags, outputs, counts in order. What is not: times of execution, widget state, the name and
version of this machine's Python. A picture's model is stored without an id, which JupyterLab takes as "nothing to
show", so that a notebook opened without a kernel shows the text and no broken picture.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"
FOLDED = "jp-MarkdownHeadingCollapsed"  # JupyterLab's: what stands below this heading is folded away


def execute(notebook, folder):
    """Run all cells of `notebook` in `folder`, in a fresh kernel."""
    NotebookClient(
        notebook,
        timeout=180,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        coalesce_streams=True,
    ).execute()
    return clean(notebook)


def clean(notebook):
    """Leave in `notebook` what a reader sees and nothing that differs from run to run."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        kept = {key: cell.metadata[key] for key in ("tags", "jupyter", FOLDED) if cell.metadata.get(key)}
        cell.metadata = nbformat.from_dict(kept)
        for output in cell.get("outputs", []):
            output.pop("metadata", None) if output.output_type == "stream" else output.update(metadata={})
            if WIDGET in output.get("data", {}):
                output.data[WIDGET]["model_id"] = ""
    return notebook


def main():
    """Execute and store the notebooks named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", nargs="*", type=Path, default=NOTEBOOKS)
    with tempfile.TemporaryDirectory(prefix="progress-") as progress:
        os.environ["COURSE_PROGRESS"] = progress  # nobody has passed anything in what is stored
        for path in parser.parse_args().notebooks:
            notebook = execute(nbformat.read(path, as_version=4), path.parent)
            nbformat.write(notebook, path)
            sys.stdout.write(f"stored {path.name}\n")


if __name__ == "__main__":
    main()
