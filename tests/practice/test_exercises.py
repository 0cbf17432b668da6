"""Every exercise: its starter is refused, its solution passes, wrong answers are refused with the right reason.

The answers stand in ``answers``, a folder for each exercise: ``right_*.py`` must pass; ``wrong_*.py`` must be
refused, for the reason in its first line (for one of several, where that differs by start method or by chance).
Those that differ from the solution in a line or two stand in ``changes.toml``::

    [wrong_does_not_join]
    refused = ["there is no join"]
    change = [["    child.join()", "    pass"]]
"""

import random
import re
import shutil
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from conftest import FEWER_METHODS, FULL
from helpers.course import usable_cpus
from helpers.practice import cells, parts
from helpers.practice.checking.check import examine, others
from helpers.practice.exercise import LESSONS, exercise, ids
from notebooks import NOTEBOOKS
from practice import warm

ANSWERS = Path(__file__).parent / "answers"
AT_ONCE = usable_cpus() + 1  # under fork most of an answer's time is waiting; elsewhere children start for long
PYTHONS = 5
"""An answer is tried by one in so many versions of Python in turn: 3.11 to 3.15 try each of them once."""
SOON = 1.5  # seconds after which an answer that hangs is stopped; where that was too soon, it gets its own time


def answers(about):
    """Return what must be refused and why, and what must pass (no reasons)."""
    yield "starter", about.starter, [""]
    yield "solution", about.solution, []
    for file in sorted((ANSWERS / about.module).glob("*.py")):
        text = file.read_text(encoding="utf-8")
        yield file.stem, text, re.findall(r"^# refused: (.*)", text, re.MULTILINE)
    for title, about_it in changes(about).items():
        yield title, changed(about.solution, about_it["change"], title), about_it.get("refused", [])


def changes(about):
    """Return the answers that are told as changes of the solution."""
    file = ANSWERS / about.module / "changes.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def changed(text, pairs, title):
    """Return a text after replacements, each of which finds what it replaces."""
    for old, new in pairs:
        assert old in text, f"{title}: {old!r} is not in the solution"
        text = text.replace(old, new)
    return text


def hangs(answer):
    """Tell whether an answer is stopped at its deadline."""
    return any(re.search("did not end|waited in|still running|before you drain", reason) for reason in answer[2])


def tried(about, answer, folder, method):
    """Return a complaint if the verdict on an answer is not what it should be."""
    title, text, reasons = answer
    folder.mkdir()
    (folder / f"{about.module}.py").write_text(text, encoding="utf-8")
    for seconds in [SOON, None] if hangs(answer) else [None]:
        # What would pass under fork alone is tried under another start method, too.
        everywhere = title in {"solution", "starter"} or any(reason.startswith("under ") for reason in reasons)
        verdict = examine(about, folder, method, seconds, elsewhere="spawn" if everywhere else None)
        told = " ".join(verdict.reasons)
        refused = not verdict.passed and any(
            reason in told or (reason.startswith("under ") and method != "fork") for reason in reasons
        )
        if refused if reasons else verdict.passed:
            return None
    return f"--- {title} (expected: {' or '.join(reasons) or 'passed'})\n{verdict}\n{verdict.trial.errors[-500:]}"


def share(about, everything):
    """Return the answers that this Python tries: the solution, and every fifth of the others.

    A neighbour in the list is another Python's. Everything is tried where the matrix is, or where this file is asked
    for by name.
    """
    for number, answer in enumerate(answers(about)):
        if everything or answer[0] == "solution" or (number + sys.version_info.minor) % PYTHONS == 0:
            yield answer


@pytest.fixture(scope="module", autouse=True)
def _attempts_are_forked():
    with warm.attempts():
        yield


@pytest.mark.parametrize("method", FEWER_METHODS)
@pytest.mark.parametrize("name", ids())
def test_answers_get_the_right_verdict(name, method, tmp_path, pytestconfig):
    """The starter does not pass, right answers do, wrong answers are refused with the right reason."""
    about = exercise(name)
    everything = FULL or any("test_exercises" in argument for argument in pytestconfig.args)
    longest_first = sorted(share(about, everything), key=hangs, reverse=True)
    with ThreadPoolExecutor(AT_ONCE if method == "fork" else 1) as threads:
        tries = [threads.submit(tried, about, answer, tmp_path / answer[0], method) for answer in longest_first]
    assert [one.result() for one in tries if one.result()] == []


@pytest.mark.parametrize("name", ids())
def test_an_exercise_is_complete(name):
    """A folder with a goal, three hints, an explanation, short cells; eight wrong answers or more, three right ones."""
    about = exercise(name)
    titles = [title for title, _, reasons in answers(about) if reasons]
    assert about.id == name
    assert len(about.hints) == 3
    assert all([about.title, about.goal, about.explanation, about.check.criteria])
    assert sum(title.startswith("wrong") for title in titles) >= 8
    assert sum(title.startswith("right") for title, *_ in answers(about)) >= 3
    assert 1 <= about.minutes <= 30
    for cell in (about.starter, about.solution):
        compile(cell, about.module, "exec")
        assert not re.search(r"# *(starter|solution|end)\b", cell), "a mark that is none"
        assert len(cell.splitlines()) < 40


def test_every_answer_belongs_to_an_exercise():
    """Each folder of answers is that of an exercise; wrong answers have a reason, right ones have none."""
    assert {folder.name for folder in ANSWERS.iterdir()} <= {exercise(name).module for name in ids()} | {"__pycache__"}
    for name in ids():
        for title, _, reasons in answers(exercise(name)):
            assert bool(reasons) == title.startswith(("wrong", "starter")), (name, title)


@pytest.mark.parametrize("lesson", LESSONS)
def test_notebooks_have_the_exercises_as_they_are(lesson):
    """What is stored of an exercise in a lesson is what its folder gives."""
    path = next(path for path in NOTEBOOKS if path.stem.partition("_")[2] == lesson)
    stored = [cell for cell in nbformat.read(path, as_version=4).cells if cells.TAG in cell.metadata.get("tags", [])]
    made = cells.cells(lesson) + cells.last_cells(lesson)
    # The whole minutes are measured, from the lesson: tests/minutes.py.
    texts = [[re.sub(r"\(about \d+ minutes\)", "", cell["source"]) for cell in found] for found in (stored, made)]
    assert texts[0] == texts[1]


def test_starter_and_solution_are_cut_from_one_file():
    """Each part has its own lines and those of both, with one blank line where there were two."""
    starter = "# starter:\n# def f():\n#     return a  # a\n#\n# f()\n"
    marked = f"a = 1\n\n\n{starter}# solution:\ndef f():\n    # end\n    return 2\n"
    assert parts.starter(marked) == "a = 1\n\ndef f():\n    return a  # a\n\nf()\n    return 2"
    assert parts.solution(marked) == "a = 1\n\ndef f():\n    return 2"


def test_adding_an_exercise_is_adding_a_folder(tmp_path, monkeypatch):
    """A folder of that form is found, and nothing is registered anywhere."""
    from helpers.practice import exercise as exercises

    shutil.copytree(exercises._FOLDER, tmp_path / "exercises", ignore=shutil.ignore_patterns("__pycache__", "pool_*"))
    shutil.copytree(exercises._FOLDER / "queue_1", tmp_path / "exercises" / "queue_99")
    (tmp_path / "exercises" / "notes").mkdir()
    monkeypatch.setattr(exercises, "_FOLDER", tmp_path / "exercises")
    exercises.ids.cache_clear()
    try:
        assert ids("queue")[-1] == "queue-99"
        assert ids("pool") == ()
    finally:
        exercises.ids.cache_clear()


@pytest.mark.parametrize("name", ids())
def test_other_values_are_others(name):
    """What an answer is tried with besides is never what the learner sees, nor is its result, where that can differ."""
    about = exercise(name).check
    if about.again is None:
        return
    results = [about.again(random.Random(seed))[1] for seed in range(30)]
    for seed in range(30):
        one, two = others(about, results[0], random.Random(seed))
        assert about.arguments not in [one[0], two[0]]
        if any(result != results[0] for result in results):
            assert one[1] != results[0]
