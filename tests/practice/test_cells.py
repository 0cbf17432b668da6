"""Exercises in a notebook: their cells, and what a learner does with them."""

import ast
import re

import nbformat
import pytest

from helpers.practice import cells
from helpers.practice.exercise import LESSONS, exercise, ids
from practice.kernels import kernel


def test_check_hint_solution_progress_in_a_kernel(tmp_path):
    """What a learner does: no answer yet, starter, hint, a right answer, progress."""
    about = exercise("process-1")
    sources = [
        'from helpers.practice import check, hint, progress, solution\ncheck("process-1")',
        f"%%worker process_1\n{about.starter}",
        'check("process-1")',
        'hint("process-1")',
        'hint("process-1")',
        f"%%worker process_1\n{about.solution}",
        'check("process-1")',
        'progress("process")',
    ]
    with kernel(tmp_path) as run:
        missing, _, starter, first, second, _, right, progress = run(*sources)
    assert "run the cell that begins with %%worker process_1" in missing
    assert "process-1: not yet" in starter
    assert about.hints[0] in first
    assert about.hints[1] in second
    assert "process-1: passed" in right
    assert f"1 of {len(ids('process'))}" in progress


def test_there_are_enough_exercises():
    """At least four for each of the lessons 01 to 05 and 07, three for 06, two for 08."""
    least = {"summary": 3, "start_methods": 2}
    assert [lesson for lesson in LESSONS if len(ids(lesson)) < least.get(lesson, 4)] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_core_exercises_come_first(lesson):
    """Those of the core path, then the extras, each from short to long; the tables above them say so."""
    texts = "\n".join(cell["source"] for cell in cells.cells(lesson) if cell["cell_type"] == "markdown")
    core, _, extra = texts.partition("## More exercises")
    for part, are_core in ((core, bool(extra)), (extra, False)):
        order = [exercise(name) for name in re.findall(r"^### (\S+)", part, re.MULTILINE)]
        assert [one.core for one in order] == [are_core] * len(order)
        assert [one.minutes for one in order] == sorted(one.minutes for one in order)
        assert re.findall(r"^\| (\w+-\d+) .*\| (\d+) \|$", part, re.MULTILINE) == [
            (one.id, str(one.minutes)) for one in order
        ]


@pytest.mark.parametrize("lesson", LESSONS)
def test_cells_of_a_lesson(lesson):
    """Each exercise gives a text, a starter and a check; they can be put into a notebook twice without harm."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("## What the article says, and what you saw"),
            nbformat.v4.new_code_cell("assert active_children() == []"),
        ]
    )
    cells.put_into(notebook, lesson)
    once = [cell.source for cell in notebook.cells]
    cells.put_into(notebook, lesson)
    assert [cell.source for cell in notebook.cells] == once
    nbformat.validate(notebook)
    assert once[-1] == "assert active_children() == []"
    assert once.count(f'progress("{lesson}")') == 1
    for cell in notebook.cells:
        if cell.cell_type == "code" and not cell.source.startswith("%%"):
            ast.parse(cell.source)
