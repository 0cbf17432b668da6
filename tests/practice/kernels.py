"""Kernels that run cells, and what the cells show."""

import os
import textwrap
from contextlib import contextmanager

import nbformat
from nbclient import NotebookClient


@contextmanager
def kernel(folder, method="spawn"):
    """Start a kernel with ``%load_ext helpers``; give a function that runs cells and returns each one's text."""
    notebook = nbformat.v4.new_notebook()
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=40, kernel_name="python3", allow_errors=True, resources=resources)

    def run(*sources):
        new = [nbformat.v4.new_code_cell(textwrap.dedent(source).strip()) for source in sources]
        notebook.cells += new
        for cell in new:
            client.execute_cell(cell, notebook.cells.index(cell))
        return ["\n".join(map(shown, cell.outputs)) for cell in new]

    env = {**os.environ, "COURSE_PROGRESS": str(folder / "progress"), "COURSE_START_METHOD": method}
    with client.setup_kernel(env=env):
        run("%load_ext helpers")
        yield run


def shown(output):
    """Return the text of an output."""
    if output.output_type == "error":
        return "\n".join(output.traceback)
    return output.get("text") or output.get("data", {}).get("text/plain", "")
