"""Cells that are run in a fresh kernel, and what they show."""

import os
import textwrap

import nbformat
from nbclient import NotebookClient


def run_cells(folder, *sources, **environment):
    """Run cells in `folder` after ``%load_ext helpers``, and return the text of each one's outputs."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(textwrap.dedent(s).strip()) for s in ("%load_ext helpers", *sources)]
    )
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=40, kernel_name="python3", allow_errors=True, resources=resources)
    client.execute(env={**os.environ, "COURSE_PROGRESS": str(folder / "progress"), **environment})
    return ["\n".join(map(shown, cell.outputs)) for cell in notebook.cells[1:]]


def shown(output):
    if output.output_type == "error":
        return "\n".join(output.traceback)
    return output.get("text") or output.get("data", {}).get("text/plain", "")
