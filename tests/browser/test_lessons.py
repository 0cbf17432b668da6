"""Lessons run from top to bottom in JupyterLab."""

import shutil
from contextlib import ExitStack

import nbformat
import pytest

from browsing import ALL, ROOT, Lab, collect_problems, open_page, screenshot, wait_for
from distribution import scope_of
from helpers.show.replay import VIEW
from notebooks import NOTEBOOKS

# nbval runs them all; these have most of what a picture can show.
SHOWN = "00_start_here", "03_queue", "05_pool"
LESSONS = [path.stem for path in NOTEBOOKS if ALL or path.stem in SHOWN]


@pytest.fixture(scope="module")
def run_lesson(server, chromium_browser, request):
    """Give a function that runs a lesson in a page of its own; the next one is started before its end is waited for."""
    shutil.copytree(ROOT / "notebooks", server.folder / "notebooks")
    items = [item for item in request.session.items if item.name.startswith("test_lessons_run_")]
    scopes = {item.callspec.params["name"]: scope_of(item.nodeid) for item in items}
    running = {}

    def start(name):
        page = pages.enter_context(open_page(chromium_browser))
        found = collect_problems(page)
        lab = Lab(page, server.address, f"notebooks/{name}.ipynb")
        if "Error displaying widget" in page.locator(".jp-Notebook").inner_text():
            found.append("before it ran: Error displaying widget")
        show_drawing(lab, name)
        lab.command("notebook:clear-all-cell-outputs")  # and their numbers
        lab.command("notebook:run-all-cells")
        wait_for(lab.has_begun, 30)
        running[name] = lab, found

    def close(lab):
        lab.shut_down_kernel()
        lab.page.close()

    def run(name):
        names = [other for other, scope in scopes.items() if scope == scopes[name]]  # others run in another process
        place = names.index(name)
        for other in set(running) - set(names[place:]):
            close(running.pop(other)[0])
        for one in names[place : place + 2]:
            if one not in running:
                start(one)
        running[name][0].wait_idle(200)
        return running[name]

    with ExitStack() as pages:
        yield run


def show_drawing(lab, name):
    """Nobody trusts this notebook here, and its drawings are shown all the same: look at the first."""
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
    drawn = [index for index, cell in enumerate(cells) if "picture" in cell.metadata.get("tags", []) and is_seen(cell)]
    if drawn:
        lab.show(drawn[0])
        images = "[...document.querySelectorAll('.jp-OutputArea img')]"
        wait_for(lambda: lab.page.evaluate(f"() => {images}.some(image => image.naturalWidth === 1000)"), 30)


def is_seen(cell):
    """Tell whether a cell's output is shown: a prediction's is hidden until the cell has run."""
    return not cell.metadata.get("jupyter", {}).get("outputs_hidden")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", LESSONS)
def test_lessons_run_top_to_bottom(run_lesson, name):
    """Each lesson runs in JupyterLab without an error, every picture is drawn, and nothing is broken before it runs."""
    stored = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    lab, problems = run_lesson(name)
    page = lab.page
    shown = """() => window.jupyterapp.shell.currentWidget.content.widgets
        .map(cell => cell.model.type === 'code' ? cell.model.outputs.toJSON() : [])"""
    outputs = page.evaluate(shown)
    assert [output for cell in outputs for output in cell if output["output_type"] == "error"] == []
    drawn = [pictures_in(cell) for cell in outputs]
    assert drawn == [pictures_in(cell.get("outputs", [])) for cell in stored.cells]
    assert any(drawn) or name == "99_ledger"  # a table
    for index in filter(drawn.__getitem__, range(len(drawn))):
        lab.select(index)
        lab.show(index)
        pictures = lab.output(index).locator(".mmv-picture")
        pictures.first.wait_for()
        assert pictures.count() == drawn[index]
        assert all(picture.locator(".mmv-row").count() >= 1 for picture in pictures.all())
        screenshot(page, f"{name}-{index:02}")
    assert problems == []


def pictures_in(outputs):
    """Return how many of a cell's outputs are live pictures."""
    found = [output["data"] for output in outputs if VIEW in output.get("data", {})]
    return sum("live picture" in "".join(data["text/plain"]) for data in found)  # a question is a widget, too
