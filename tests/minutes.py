"""How long a lesson takes: measured from what there is to read, to answer and to do.

    python tests/minutes.py                               # says it, part by part
    python tests/minutes.py --write notebooks/03_queue.ipynb   # and puts it into the headings

A part is a heading such as ``## Part 1 · Start and wait (about 25 minutes)``. ``## Exercises (about 40 minutes)`` and
``## The article's small print (about 10 minutes)`` are parts, too. The small print, ``## More exercises (...)`` and a
part such as ``## Part 3 · Extra: accidents (...)`` are for whoever wants them: a lesson's head says how long it takes
without them, and with everything.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
WORDS = 130  # read in a minute, prose and code: slow enough for a second language
QUESTION = 0.5  # minutes to think about a `predict` or a "Look for"
LOOK = 0.25  # minutes to run a cell and to look at what it shows
EXERCISE = 8  # minutes, where an exercise doesn't say
STEP = 5  # minutes are stated in fives
HEADING = re.compile(r"^## (.+?) \(about (\d+) minutes\)", re.MULTILINE)
LESSON = re.compile(r"^\*\*About (\d+) minutes\*\*(?: for the core, (\d+) with everything)?", re.MULTILINE)
SMALL_PRINT = "The article's small print"
MORE = "More exercises"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a lesson: what its heading says, and what it takes, in minutes."""

    title: str
    stated: int
    measured: float

    @property
    def optional(self):
        return self.title in {SMALL_PRINT, MORE} or " Extra: " in self.title


def parts(notebook):
    """Return the parts of `notebook`; what stands before the first belongs to it, and what ends the lesson to none."""
    found, cells, heading = [], [], None
    for cell in notebook.cells:
        begins = HEADING.search(cell.source) if cell.cell_type == "markdown" else None
        ends = cell.source.startswith("## ") and not begins
        if (begins or ends) and heading:
            found.append(Part(heading[1], int(heading[2]), minutes(cells)))
            cells, heading = [], None
        if ends:
            cells = []
        cells.append(cell)
        heading = begins or heading
    if heading:
        found.append(Part(heading[1], int(heading[2]), minutes(cells)))
    return found


def minutes(cells):
    """Return how many minutes it takes to read `cells`, to answer what they ask, and to do their exercises."""
    exercises = [
        cell for cell in cells if cell.source.startswith("### ") and "exercise" in cell.metadata.get("tags", [])
    ]
    code = [cell for cell in cells if cell.cell_type == "code" and "exercise" not in cell.metadata.get("tags", [])]
    read = sum(len(cell.source.split()) for cell in cells if cell not in exercises)
    asked = sum(len(re.findall(r"\bpredict\(|\*\*Look for\*\*", cell.source)) for cell in cells)
    return read / WORDS + asked * QUESTION + len(code) * LOOK + sum(map(exercise_minutes, exercises))


def exercise_minutes(cell):
    """Return the minutes that the text of an exercise gives: "about 5 minutes"."""
    given = re.search(r"about (\d+) minutes", cell.source, re.IGNORECASE)
    return int(given[1]) if given else EXERCISE


def stated(notebook):
    """Return the minutes at the head of a lesson, without the extras and with everything; None if it gives none."""
    given = LESSON.search(notebook.cells[0].source)
    return (int(given[1]), int(given[2] or given[1])) if given else None


def head(minutes):
    """Return what the head of a lesson says that takes `minutes`, without the extras and with everything."""
    core, whole = minutes
    return f"**About {core} minutes**" + (f" for the core, {whole} with everything" if whole > core else "")


def in_fives(number):
    return max(STEP, STEP * round(number / STEP))


def write(notebook):
    """Put the measured minutes into the headings of `notebook`, and their sum into its head."""
    found = parts(notebook)
    measured = iter(in_fives(part.measured) for part in found)
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and HEADING.search(cell.source):
            cell.source = HEADING.sub(rf"## \1 (about {next(measured)} minutes)", cell.source, count=1)
    core = sum(in_fives(part.measured) for part in found if not part.optional)
    whole = sum(in_fives(part.measured) for part in found)
    notebook.cells[0].source = LESSON.sub(head((core, whole)), notebook.cells[0].source)


def main():
    """Say how long the parts of the lessons take, or write it into them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", nargs="*", type=Path, default=NOTEBOOKS)
    parser.add_argument("--write", action="store_true", help="put the minutes into the headings")
    given = parser.parse_args()
    for path in given.notebooks:
        notebook = nbformat.read(path, as_version=4)
        if given.write:
            write(notebook)
            nbformat.write(notebook, path)
        sys.stdout.write(f"{path.stem}: says {stated(notebook)}, takes {minutes(notebook.cells):.0f} with all\n")
        for part in parts(notebook):
            sys.stdout.write(f"  {part.title}: says {part.stated}, takes {part.measured:.0f}\n")


if __name__ == "__main__":
    main()
