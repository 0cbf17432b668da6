"""The exercises of a lesson as notebook cells, in one format everywhere.

For each exercise: what to do (Markdown), the starter (a ``%%worker`` cell), the check. At the notebook's end the
lesson's progress. The cells carry the tag ``exercise``, so they can be replaced as a whole::

    python -m helpers.practice.cells notebooks/03_queue.ipynb  # then run and store it: tests/notebooks.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from helpers.practice.exercise import Exercise, exercise, ids

TAG = "exercise"
_BEFORE = ("## The article's small print", "## What the article says, and what you saw", "## Checklist", "## Summary")

_INTRO = """## Exercises (about {minutes} minutes)

{count} three parts: what to do, a cell to change, and a check.
Change the cell, **run it**, then run the check. The check runs your `main` in a process of its own and looks at its
recording: it proves what your processes did.

{table}

`%%worker {module}` in the first line makes the cell a **module**: a file that a child process can import, whatever the
start method. It is the same as a file `{module}.py` and `from {module} import *`.

Stuck? `hint("{first}")` gives a hint, and a better one each time. `solution("{first}")` shows a way."""

_MORE = """## More exercises (about {minutes} minutes)

Extras: the course goes on without them. They practise the rest of the lesson.

{table}"""


def cells(lesson: str) -> list[dict[str, Any]]:
    """Return the cells of a lesson's exercises as plain notebook data (nbformat 4), without outputs.

    Those of the core path come first, then the extras, each from short to long.

    Parameters
    ----------
    lesson : str
        First part of the exercises' ids: ``queue``.
    """
    mine = sorted(map(exercise, ids(lesson)), key=lambda one: one.minutes)
    core = [one for one in mine if one.core] or mine
    extra = [one for one in mine if one not in core]
    intro = _INTRO.format(
        minutes=_minutes(core), count=_counted(len(core)), table=_table(core), module=core[0].module, first=core[0].id
    )
    found = [_markdown(intro), _code("from helpers.practice import check, hint, progress, solution")]
    for one in core:
        found += _cells_of(one)
    if extra:
        found.append(_markdown(_MORE.format(minutes=_minutes(extra), table=_table(extra))))
    for one in extra:
        found += _cells_of(one)
    return found


def _cells_of(one: Exercise) -> list[dict[str, Any]]:
    return [
        _markdown(
            f"### {one.id} · {one.title}\n\n{one.goal}\n\n*{one.level.capitalize()}, about {one.minutes} minutes.*"
        ),
        _code(f"%%worker {one.module}\n{one.starter}"),
        _code(f'check("{one.id}")'),
    ]


def _table(some: list[Exercise]) -> str:
    rows = [f"| {one.id} · {one.title} | {one.level} | {one.minutes} |" for one in some]
    return "\n".join(["| exercise | level | minutes |", "|---|---|---|", *rows])


def _minutes(some: list[Exercise]) -> int:
    return sum(one.minutes for one in some)


def last_cells(lesson: str) -> list[dict[str, Any]]:
    """Return the cells that show a lesson's progress, to stand before the notebook's last cell of code."""
    return [_markdown("How far you are:"), _code(f'progress("{lesson}")')]


def put_into(notebook: Any, lesson: str) -> None:  # noqa: ANN401 - nbformat has no types
    """Put a lesson's exercises into a notebook, before its small print or summary, and its progress at the end.

    Exercises that were there go.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place; to be run afterwards.
    lesson : str
        First part of the exercises' ids: ``queue``.
    """
    import nbformat  # noqa: PLC0415 - authors only

    kept = [cell for cell in notebook.cells if TAG not in cell.metadata.get("tags", [])]
    headings = [(n, cell.source) for n, cell in enumerate(kept) if cell.cell_type == "markdown"]
    places = [n for before in _BEFORE for n, source in headings if source.startswith(before)]
    place = places[0] if places else len(kept) - 1  # the last cell looks for what is left behind
    end = max(n for n, cell in enumerate(kept) if cell.cell_type == "code")
    place = min(place, end)
    new, last = (map(nbformat.from_dict, made) for made in (cells(lesson), last_cells(lesson)))
    notebook.cells = [*kept[:place], *new, *kept[place:end], *last, *kept[end:]]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"


def _markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {"tags": [TAG]}, "source": text}


def _code(text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": {"tags": [TAG]},
        "source": text,
        "outputs": [],
        "execution_count": None,
    }


def _counted(number: int) -> str:
    if number == 1:
        return "One exercise. It has"
    words = ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
    return f"{dict(enumerate(words, 2)).get(number, number)} exercises, the shorter ones first. Each has"


def main() -> None:
    """Put the exercises into the notebooks that are named on the command line."""
    import nbformat  # noqa: PLC0415 - authors only

    for path in map(Path, sys.argv[1:]):
        notebook = nbformat.read(path, as_version=4)
        put_into(notebook, path.stem.partition("_")[2])
        nbformat.write(notebook, path)


if __name__ == "__main__":
    main()
