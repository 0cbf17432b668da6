"""What nbval passes silently: unrun cells, unknown magics, missing claims, stale or dirty storage."""

import ast
import itertools
import re
from pathlib import Path

import nbformat
import pytest

import stills
from conftest import FULL
from helpers.show.replay import VIEW
from minutes import MORE, SMALL_PRINT, STEP, parts, stated, write
from notebooks import NOTEBOOKS, PICTURE, add_drawings, clean, run, texts_of

CLAIMS = {
    "01_background": [f"S1-C{n}" for n in range(1, 15)] + ["F1"],
    "02_process": [f"S2-C{n}" for n in range(1, 18)] + ["L1", "L2", "F2", "F3"],
    "03_queue": [f"S3-C{n}" for n in range(1, 9)] + ["L3"],
    "04_pipe": [f"S4-C{n}" for n in range(1, 9)] + ["L4"],
    "05_pool": [f"S5-C{n}" for n in range(1, 19)] + ["L5", "L6"],
    "06_summary": [f"S6-C{n}" for n in range(1, 5)],
}
ONLY_SPAWN = """
import multiprocessing.context as context
context.get_all_start_methods = lambda: ["spawn"]
context._concrete_contexts = {"spawn": context._concrete_contexts["spawn"]}
context._default_context.get_all_start_methods = context.get_all_start_methods
import multiprocessing
multiprocessing.get_all_start_methods = context.get_all_start_methods
multiprocessing.set_start_method("spawn", force=True)
"""
MAGICS = r"%load_ext helpers|%%writefile [a-z]\w*\.py|%%worker [a-z]\w*|%%deadline .+|%start_method \w+"
LARGEST_DRAWING = 60_000  # characters; six of them still make a notebook that diffs and loads well
LONGEST_CELL = 15  # lines that are not blank
LONGEST_PART = 35  # minutes; about 25 are meant

ids = [path.stem for path in NOTEBOOKS]
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_the_lessons_are_there():
    """The lessons that the ledger of claims needs exist."""
    assert {"00_start_here", *CLAIMS} <= set(ids)


@each
def test_every_cell_was_run_in_order(path):
    """Stored outputs come from one run, top to bottom, in a fresh kernel, without an error."""
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert [o for cell in cells for o in cell.outputs if o.output_type == "error"] == []


@each
def test_storage_is_clean(path):
    """Storing it once more changes nothing: no times, widget state or machine facts in the file."""
    stored = read(path)
    assert clean(read(path)) == stored
    models = [o.data[VIEW]["model_id"] for c in code_cells(path) for o in c.outputs if VIEW in o.get("data", {})]
    assert set(models) <= {""}


@each
def test_nothing_of_this_machine_is_stored(path):
    """No path of the machine on which it was run, no colour codes, no pids."""
    text = re.sub(r"base64,[^\\\"]*", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"/(?:home|root|tmp|work|Users)/\w|\\u001b\[|C:\\\\", text)


@each
def test_drawings_stand_where_the_tag_is(path):
    """A cell with the tag has a drawing for each of its pictures, and no other cell has one."""
    for cell in code_cells(path):
        found = [stills.drawing_in(text.data["text/html"]) for text in texts_of(cell)]
        if PICTURE in cell.metadata.get("tags", []):
            assert found
            assert None not in found
            assert max(map(len, found)) < LARGEST_DRAWING
        else:
            assert not any(found)


def told(words, source="watch()", tags=(PICTURE,)):
    """Return a notebook with a cell whose picture tells these words."""
    html = f"<details><summary>the same as text</summary><pre>{words}</pre></details>"
    output = nbformat.v4.new_output("display_data", {"text/plain": words, "text/html": html})
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)}, outputs=[output])
    return nbformat.v4.new_notebook(cells=[cell])


def html_of(notebook):
    return notebook.cells[0].outputs[0].data["text/html"]


@pytest.fixture
def drawn(monkeypatch):
    """Give the frames that have been drawn, without a browser: a drawing is the text of its frame."""
    frames = []
    monkeypatch.setattr("notebooks.chromium", lambda: "here")
    monkeypatch.setattr(
        stills, "drawings", lambda given: (frames.extend(given), [f"<svg>{one}</svg>" for one in given])[1]
    )
    return frames


def test_the_same_story_keeps_its_drawing(drawn):
    """A cell that is as before and tells the same is not drawn again; another story, or another source, is."""
    before = told("Ada · exit 0")
    add_drawings(before, before, {(0, 0): "first run"})
    assert stills.drawing_in(html_of(before)) == "<svg>first run</svg>"
    for again, expected in [
        (told("Ada · exit 0"), "first run"), (told("Ada · exit 1"), "second run"),
        (told("Ada · exit 0", source="watch(2)"), "second run"),
    ]:  # fmt: skip
        add_drawings(again, before, {(0, 0): "second run"})
        assert stills.drawing_in(html_of(again)) == f"<svg>{expected}</svg>"
    again = told("Ada · exit 0")
    add_drawings(again, before, {(0, 0): "second run"}, redraw=True)
    assert stills.drawing_in(html_of(again)) == "<svg>second run</svg>"
    assert drawn == ["first run", "second run", "second run", "second run"]


def test_a_cell_that_lost_its_tag_loses_its_drawing(drawn):
    """And nbval compares the text alone, with a drawing or without."""
    before = told("Ada · exit 0")
    add_drawings(before, before, {(0, 0): "a run"})
    config = (Path(__file__).parent / "sanitize.cfg").read_text(encoding="ascii")
    [(regex, replace)] = re.findall(r"^regex: (<img.*)$\n^replace: (.*)$", config, re.MULTILINE)  # as nbval reads it
    assert re.sub(regex, replace, html_of(before)) == html_of(told("Ada · exit 0"))
    again = told("Ada · exit 0", tags=())
    add_drawings(again, before, {(0, 0): "another run"})
    assert html_of(again) == html_of(told("Ada · exit 0"))


@each
def test_cells_are_short_python(path):
    """Each code cell is Python of a dozen lines or so; a magic must be one that the course has.

    A starter of an exercise is a whole small module, and may be longer.
    """
    for cell in code_cells(path):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= LONGEST_CELL or "exercise" in cell.metadata.get("tags", []), cell.source
        assert [line for line in lines if line.startswith(("%", "!")) and not re.fullmatch(MAGICS, line)] == []
        ast.parse("\n".join(line for line in lines if not line.startswith("%")))


@each
def test_begins_and_ends_as_agreed(path):
    """The first code cell loads the course, the last one looks for what is left behind."""
    cells = code_cells(path)
    assert cells[0].source.startswith("%load_ext helpers")
    assert "active_children() == []" in cells[-1].source


@each
def test_links_lead_somewhere(path):
    """Every link to a file leads to one."""
    words = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)#:]+)\)", words)
    assert [target for target in targets if not (path.parent / target).exists()] == []


@each
def test_the_minutes_are_those_measured(path):
    """A part says how long it takes, within five minutes of what is measured, and needs no pause inside."""
    notebook = read(path)
    found = parts(notebook)
    if not found:
        pytest.skip("this lesson has no parts yet")
    assert [part for part in found if abs(part.stated - part.measured) > STEP] == []
    assert [part for part in found if part.title.startswith("Part ") and part.measured > LONGEST_PART] == []
    core, whole = stated(notebook)
    assert core == sum(part.stated for part in found if not part.optional)
    assert whole == sum(part.stated for part in found)


def test_the_map_says_how_long_the_lessons_take():
    """The first lesson's table of minutes has those that the lessons state, and their sum in words around it."""
    [start] = [path for path in NOTEBOOKS if path.stem == "00_start_here"]
    [words] = [cell.source for cell in read(start).cells if cell.source.startswith("### How much time")]
    rows = re.findall(r"^\| (\d\d) .*\| (\d+) \| (\d+) \|$", words, re.MULTILINE)
    lessons = {path.stem[:2]: stated(read(path)) for path in NOTEBOOKS}
    assert len(rows) > 6
    assert {number: (int(core), int(whole)) for number, core, whole in rows} == {
        row[0]: lessons[row[0]] for row in rows
    }
    hours = {"five": 5, "five and a half": 5.5, "six": 6}[re.search(r"about ([a-z ]+) hours", words)[1]]
    assert abs(hours - sum(lessons[f"0{number}"][0] for number in range(7)) / 60) < 0.3


def test_what_is_written_is_what_is_measured():
    """The script puts the minutes into headings that say something else; extras are left out of the core's sum."""
    words = " ".join(["word"] * 130)
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# 99 · A lesson\n\n**About 1 minutes** · and so on"),
            *[nbformat.v4.new_markdown_cell(text) for text in ("## Part 1 · Begin (about 99 minutes)", *[words] * 20)],
            nbformat.v4.new_markdown_cell("## Exercises (about 99 minutes)"),
            nbformat.v4.new_markdown_cell("### one-1 · It\n\nEasy, about 15 minutes.", metadata={"tags": ["exercise"]}),
            nbformat.v4.new_markdown_cell("## More exercises (about 1 minutes)"),
            nbformat.v4.new_markdown_cell("### one-2 · It\n\nAbout 20 minutes.", metadata={"tags": ["exercise"]}),
            *[nbformat.v4.new_markdown_cell(text) for text in (f"## {SMALL_PRINT} (about 99 minutes)", *[words] * 10)],
            nbformat.v4.new_markdown_cell("## Summary"),
        ]
    )
    write(notebook)
    assert [(part.title, part.stated) for part in parts(notebook)] == [
        ("Part 1 · Begin", 20),
        ("Exercises", 15),
        (MORE, 20),
        (SMALL_PRINT, 10),
    ]
    assert notebook.cells[0].source.endswith("**About 35 minutes** for the core, 65 with everything · and so on")


@pytest.mark.parametrize(("lesson", "claims"), CLAIMS.items(), ids=CLAIMS.keys())
def test_every_claim_has_a_cell_and_a_row(lesson, claims):
    """Each id of the ledger is the tag of a code cell, and stands in the closing table."""
    path = next(path for path in NOTEBOOKS if path.stem == lesson)
    tags = {tag for cell in code_cells(path) for tag in cell.metadata.get("tags", [])}
    assert set(claims) - tags == set()
    table = next(cell.source for cell in reversed(read(path).cells) if "what you saw" in cell.source.lower())
    firsts = re.findall(r"^\|([^|]*)\|", table, re.MULTILINE)
    rows = re.findall(r"[A-Z]\d+(?:-C\d+)?", " ".join(firsts))
    assert set(claims) - set(rows) == set()


@each
def test_raises_exception_raises(path):
    """A cell that is tagged as raising has an error in its stored output (nbval would pass it without)."""
    for cell in code_cells(path):
        if "raises-exception" in cell.metadata.get("tags", []):
            assert any(output.output_type == "error" for output in cell.outputs)


@pytest.mark.skipif(not FULL, reason="runs a lesson again: with COURSE_MATRIX=full only")
def test_start_methods_where_there_is_only_spawn(monkeypatch):
    """Lesson 08 runs on a system like Windows, and says of the other methods that they are not there."""
    monkeypatch.delenv("COURSE_START_METHOD", raising=False)
    path = next(path for path in NOTEBOOKS if path.stem == "08_start_methods")
    notebook = read(path)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(ONLY_SPAWN))
    run(notebook, path.parent)
    tables = [
        o.data["text/markdown"] for c in notebook.cells for o in c.get("outputs", []) if "text/markdown" in str(o)
    ]
    assert "| `colour` of the module | not on this system | white | not on this system |" in tables[-1]


def test_sanitize_file_is_ascii():
    """nbval reads it in the locale's encoding."""
    (Path(__file__).parent / "sanitize.cfg").read_text(encoding="ascii")


def test_each_lesson_leads_to_the_next():
    """The links at its head and foot are those of the lessons before and after it."""
    lessons = [path for path in NOTEBOOKS if path.stem != "99_ledger"]
    for before, after in itertools.pairwise(lessons):
        for path, word, other in ((before, "Next", after), (after, "Previous", before)):
            texts = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
            found = re.findall(rf"{word}: \[[^]]+\]\(([^)]+)\)", "\n".join(texts))
            assert set(found) == {other.name}, path.name


def test_what_cells_save_goes_by_different_names():
    """A file that one lesson has written must not be in the way of another one's module."""
    cells = "\n".join(cell.source for path in NOTEBOOKS for cell in code_cells(path))
    written = re.findall(r"^%%writefile (\w+)\.py", cells, re.MULTILINE)
    modules = re.findall(r"^%%worker (\w+)", cells, re.MULTILINE)
    assert written
    assert set(written) & set(modules) == set()
