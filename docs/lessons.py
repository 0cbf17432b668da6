"""Lessons as pages of the site: each is run, and what a page can't run becomes something that it can show.

A live picture becomes a replay of its recording, a question can be answered in the page, an exercise has its hints and
its solution folded below it. What comes of a lesson is a notebook again, which MyST-NB takes as it is.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import nbformat

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from helpers.practice.exercise import exercise
from helpers.practice.questions import QUESTIONS
from helpers.show import replay
from notebooks import KERNEL, TEXT, run
from stills import without_image

NOTEBOOKS = ROOT / "notebooks"
_PREDICT = re.compile(r'predict\("([a-z_]+/[a-z_-]+)"')
_CHECK = re.compile(r'^check\("([a-z_]+-\d+)"\)', re.MULTILINE)
_ANSWER = re.compile(r"It is: (.*)")
_ANCHOR = re.compile(r"(\]\([^()\s#]*)#([^()\s]+)\)")
_CHART = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FRAME = re.compile(r'<script type="application/json" id="recording">(.*?)</script>', re.DOTALL)
_STOPPED = re.compile(r"Stopped after .*")


def executed(path, cache, *, fresh=False):
    """Return a lesson that has been run, from the cache if it was run as it is now, and with its recordings."""
    wanted = nbformat.read(path, as_version=4)
    kept, key = cache / path.name, key_of(wanted)
    if kept.exists() and not fresh:
        notebook = nbformat.read(kept, as_version=4)
        if notebook.metadata.get("key") == key:
            return notebook
    notebook = run(wanted, path.parent)
    frames = replay.frames(notebook.metadata)
    notebook.metadata = nbformat.from_dict({
        "key": key,
        "kernelspec": KERNEL,
        "widgets": {replay.STATE: {"state": {model: {"state": {"frame": frame}} for model, frame in frames.items()}}},
    })  # fmt: skip
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(notebook), encoding="utf-8")
    return notebook


def watched(script, cache, *, fresh=False):
    """Return the recording of a program, as ``python -m helpers watch`` leaves it: the frame in its page."""
    page = cache / f"{script.stem}.html"
    if fresh or not page.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "helpers", "watch", "--quiet", "-o", str(page), str(script)]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True, timeout=60)
    return json.loads(_FRAME.search(page.read_text(encoding="utf-8"))[1])


def key_of(notebook):
    """Return what tells whether the cells of a notebook are the same."""
    return hashlib.sha256("\0".join(cell.source for cell in notebook.cells).encode()).hexdigest()


class Lesson:
    """A lesson that is made into a page.

    Attributes
    ----------
    recordings : dict
        From the name of each recording to its frame; the page loads them from files.
    stopped : list of tuple
        For each cell that was stopped: the heading above it, the sentence that was shown, the name of its recording.
    """

    def __init__(self, name, notebook):
        self.name = name
        self.recordings = {}
        self.stopped = []
        self._frames = replay.frames(notebook.metadata)
        self._heading = name
        self._answers = answers(notebook)
        self.notebook = nbformat.v4.new_notebook(metadata={"kernelspec": notebook.metadata["kernelspec"]})
        for number, cell in enumerate(notebook.cells):
            self.notebook.cells += self._told(number, cell) if cell.cell_type == "markdown" else self._ran(number, cell)

    def _told(self, number, cell):
        for line in re.findall(r"^#+ (.*)", cell.source, re.MULTILINE):
            self._heading = line
        source = _ANCHOR.sub(lambda found: f"{found[1]}#{slug(found[2])})", cell.source)
        source = _CHART.sub(lambda found: as_list(found[1]), source)
        return [nbformat.v4.new_markdown_cell(source, id=f"cell-{number}")]

    def _ran(self, number, cell):
        before = len(self.recordings)
        shown = [output for one in cell.outputs for output in self._outputs(number, one)]
        sentences = _STOPPED.findall("".join(str(output.get("text", "")) for output in cell.outputs))
        if sentences and len(self.recordings) > before:
            self.stopped.append((self._heading, sentences[-1], list(self.recordings)[-1]))
        tags = ["hide-output"] if cell.metadata.get("jupyter", {}).get("outputs_hidden") else []
        made = nbformat.v4.new_code_cell(cell.source, id=f"cell-{number}", outputs=shown, metadata={"tags": tags})
        helps = [
            nbformat.v4.new_markdown_cell(folded(found), id=f"help-{found}") for found in _CHECK.findall(cell.source)
        ]
        return [made, *helps]

    def _outputs(self, number, output):
        """Yield what a page shows of an output."""
        data = output.get("data", {})
        words = "".join(data.get("text/plain", ""))
        if replay.VIEW in data:
            frame = self._frames.get(data[replay.VIEW]["model_id"])
            if frame:
                yield shown_as(self._replay(number, frame), words)
            elif number in self._answers:
                yield shown_as(self._question(number, words), words)
            else:
                yield shown_as(f"<pre>{html.escape(words)}</pre>", words)
        elif "You did not choose" in words:
            answer = _ANSWER.search(words)
            yield shown_as(f'<p class="mmv-answer">It is: {html.escape(answer[1])}</p>' if answer else "", words)
        else:
            if data.get("text/html", "").startswith(("<img", TEXT)):
                data["text/html"] = without_image(data["text/html"])
            yield output

    def _replay(self, number, frame):
        name = f"{self.name}-{number:02}-{sum(one.startswith(f'{self.name}-{number:02}-') for one in self.recordings)}"
        self.recordings[name] = frame
        return place(name, frame, "../")

    def _question(self, number, words):
        question, _, rest = words.partition("\n")
        name, answer = self._answers[number]
        reasons = (
            {str(choice): why for choice, why in (QUESTIONS[name].choices or {}).items()} if name in QUESTIONS else {}
        )
        choices = re.findall(r"^  \( \) (.*)", rest, re.MULTILINE)
        group = f"{self.name}-{number}"
        fields = (
            "".join(
                f'<label><input type="radio" name="{group}" value="{html.escape(choice)}" '
                f'data-why="{html.escape(reasons.get(choice, ""))}"> {html.escape(choice)}</label>'
                for choice in choices
            )
            or '<label>a number: <input type="text" inputmode="decimal" size="8"></label> <button>answer</button>'
        )
        return (
            f'<form class="mmv-predict" data-answer="{html.escape(answer)}">'
            f'<p><b>Predict.</b> {html.escape(question)}</p>{fields}<p class="mmv-told-so" role="status"></p></form>'
        )


def place(recording, frame, up=""):
    """Return the element of a page in which a recording is replayed; `up` leads from the page to the site's folder."""
    return replay.place(recording, frame, f"{up}_static/recordings/{recording}.js")


def slug(anchor):
    """Return what MyST calls a heading that Jupyter calls by this anchor: as GitHub does."""
    return re.sub(r"[^\w-]", "", unquote(anchor).lower())


def as_list(chart):
    """Return a flow chart of Mermaid, which needs a script of some megabytes, as the list of its arrows."""
    names = dict(re.findall(r'(\w+)\["([^"]*)"\]', chart))
    arrows = re.findall(r'^\s*(\w+)(?:\["[^"]*"\])? --(?: "([^"]*)" --)?> (\w+)', chart, re.MULTILINE)
    lines = []
    for start, words, end in arrows:
        why = f" ({words.replace('<br>', ' ')})" if words else ""
        lines.append(f"- {names.get(start, start)} → {names.get(end, end)}{why}")
    return "\n".join(lines) + "\n"


def answers(notebook):
    """Return, by the number of a cell that asks, the name of its question and what came out in the cells after it."""
    found, open_questions = {}, []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        if "predict(" in cell.source:
            name = _PREDICT.search(cell.source)
            open_questions.append((number, name[1] if name else ""))
        for output in cell.outputs:
            answer = _ANSWER.search("".join(output.get("data", {}).get("text/plain", "")))
            if answer and open_questions:
                asked, name = open_questions.pop()
                found[asked] = name, answer[1].strip()
    return found


def shown_as(markup, words):
    """Return an output that is HTML, or these words where there is none."""
    return nbformat.v4.new_output("display_data", {"text/html": markup, "text/plain": words})


def folded(name):
    """Return hints, solution and explanation of an exercise, each to be opened."""
    one = exercise(name)
    parts = [(f"Hint {number}", hint) for number, hint in enumerate(one.hints, start=1)]
    parts = [(title, text if "\n" not in text.strip() else f"```python\n{text.strip()}\n```") for title, text in parts]
    parts.append(("A solution, and why", f"```python\n{one.solution.strip()}\n```\n\n{one.explanation.strip()}"))
    return "\n\n".join(
        f'<details class="mmv-help"><summary>{title}</summary>\n\n{text.strip()}\n\n</details>' for title, text in parts
    )
