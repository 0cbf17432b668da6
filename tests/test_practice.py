"""The practice room: worker cells, what can't be imported, attempts, progress, predictions."""

import ast
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient import NotebookClient

from conftest import METHODS
from helpers.practice import achievements, cells, criteria, predict, predictions
from helpers.practice.checking.attempt import attempt
from helpers.practice.checking.inside import plain
from helpers.practice.checking.verdict import Line, Verdict, judge, judge_again
from helpers.practice.exercise import LESSONS, Odd, Trial, exercise, ids
from helpers.practice.questions import QUESTIONS
from notebooks import NOTEBOOKS


@pytest.fixture
def progress_folder(tmp_path, monkeypatch):
    """Keep progress in a folder of its own."""
    monkeypatch.setenv(achievements.FOLDER, str(tmp_path / "progress"))
    return tmp_path / "progress"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run cells in a fresh kernel and return the text of each one's outputs."""
    monkeypatch.setenv(achievements.FOLDER, str(tmp_path / "progress"))

    def run(*sources, method="spawn"):
        monkeypatch.setenv("COURSE_START_METHOD", method)
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(textwrap.dedent(s).strip()) for s in ("%load_ext helpers", *sources)]
        )
        NotebookClient(
            notebook,
            timeout=40,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": str(tmp_path)}},
        ).execute()
        return ["\n".join(map(shown, cell.outputs)) for cell in notebook.cells[1:]]

    return run


def shown(output):
    if output.output_type == "error":
        return "\n".join(output.traceback)
    return output.get("text") or output.get("data", {}).get("text/plain", "")


# --- %%worker -----------------------------------------------------------------------------------------------------

SQUARES = """
%%worker squares
def square(x):
    return x * x
"""
MAP = """
from multiprocessing import Pool
with Pool(1) as pool:
    print(pool.map(square, [1, 2, 3]))
"""


@pytest.mark.parametrize("method", METHODS)
def test_worker_cell_reaches_children_with_its_newest_text(run, method):
    """Children of every start method run what the cell said last; the versions have the same size."""
    outputs = run(SQUARES, MAP, SQUARES.replace("x * x", "x + x"), MAP, method=method)
    assert outputs[1].strip() == "[1, 4, 9]"
    assert outputs[3].strip() == "[2, 4, 6]"


def test_worker_cell_errors_are_shown_as_usual(run):
    """The error, with the number of the cell's line; the module that was there stays."""
    syntax, division, again = run(SQUARES, "%%worker squares\n\ndef g(:", "%%worker squares\nx = 1\n\ny = 1 / 0", MAP)[
        1:
    ]
    assert "line 3" in syntax
    assert "SyntaxError" in syntax
    assert "helpers" not in syntax
    assert "line 4" in division
    assert "ZeroDivisionError" in division
    assert again.strip() == "[1, 4, 9]"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("json", "has a module json already"),
        ("helpers", "has a module helpers already"),
        ("psutil", "a module psutil is installed already"),
        ("class", "is made of letters"),
        ("two words", "is made of letters"),
        ("", "needs a name"),
    ],
)
def test_bad_names_get_one_sentence(name, why):
    """A name that can't be a module's, or is taken, is refused."""
    from helpers.practice.worker_cell import WorkerModules

    modules = WorkerModules(None)
    modules._folder = Path(__file__).parent / "nowhere"
    assert why in modules.refuse(name)
    assert modules.refuse("my_workers") is None


def test_names_come_and_go_and_the_folder_too(run):
    """Public names appear in the notebook, old ones leave with the new text, and the folder with the kernel."""
    *_, before, folder = run(
        SQUARES,
        "square(3)",
        SQUARES.replace("def square", "def cube"),
        "'square' in globals(), 'cube' in globals()",
        "from helpers.practice import worker_cell; print(worker_cell.modules.folder)",
    )
    assert before == "(False, True)"
    limit = time.monotonic() + 10
    while Path(folder.strip()).exists() and time.monotonic() < limit:
        time.sleep(0.05)
    assert not Path(folder.strip()).exists()


# --- what a child can't import ------------------------------------------------------------------------------------

HANDED_OVER = {
    "Process": "Process(target=plain).start()",
    "Pool.map": "with Pool(1) as pool: pool.map(plain, [1])",
    "imap": "with Pool(1) as pool: next(pool.imap(plain, [1]))",
    "an argument": "with Pool(1) as pool: pool.map(id, [Thing()])",
    "initializer": "Pool(1, initializer=plain)",
    "executor": "ProcessPoolExecutor(1).submit(plain, 1)",
    "a lambda": "with Pool(1) as pool: pool.map(lambda x: x, [1])",
}


@pytest.mark.parametrize("method", [method for method in METHODS if method != "fork"])
def test_cell_functions_are_recognised_before_they_hang(run, method):
    """Whatever way it is handed over, an error says what to do."""
    begin = """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import Pool, Process
    def plain(x=1): return x
    class Thing: pass
    """
    outputs = run(begin, *HANDED_OVER.values(), method=method)[1:]
    for way, output in zip(HANDED_OVER, outputs, strict=True):
        assert "NotImportable: " in output, way
        assert "%%worker my_workers" in output, way


def test_cell_functions_stay_allowed_under_fork(run):
    """A forked child has the notebook's functions."""
    if "fork" not in METHODS:
        pytest.skip("no fork on this platform")
    defined = "def square(x): return x * x"
    assert run(defined, MAP, method="fork")[1].strip() == "[1, 4, 9]"


def test_scripts_are_left_alone(tmp_path):
    """In a script the main module can be imported, also if the extension's parts were installed."""
    script = tmp_path / "script.py"
    script.write_text(
        "from helpers.practice import cell_functions\n"
        "import multiprocessing\n"
        "def square(x): return x * x\n"
        "if __name__ == '__main__':\n"
        "    cell_functions.install()\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool: print(pool.map(square, [3]))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[9]"


# --- attempts -----------------------------------------------------------------------------------------------------


def tried(tmp_path, text, method="spawn", seconds=3):
    (tmp_path / "answer.py").write_text(textwrap.dedent(text))
    return attempt("answer", folder=tmp_path, method=method, seconds=seconds)


HARMFUL = {
    "loops": ("def main():\n    while True: pass", "deadline", "busy all the time"),
    "exits": ("import os\ndef main(): os._exit(3)", "died", "exit 3"),
    "kills itself": ("import os\ndef main(): os.kill(os.getpid(), 9)", "died", "SIGKILL"),
    "raises": ("def main(): raise SystemExit(4)", "raised", "it raised SystemExit (4) in line 1"),
    "no main": ("x = 1", "raised", "has no attribute 'main'"),
    "breaks on import": ("import nothing_of_this_name", "raised", "it raised ModuleNotFoundError"),
    "forks": ("import os\ndef main(): os.fork(); return 1", "returned", ""),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_whatever_an_answer_does_there_is_a_verdict(tmp_path, what):
    """It loops, exits, crashes: the check says so."""
    text, ending, words = HARMFUL[what]
    trial = tried(tmp_path, text, seconds=1.5)
    assert trial.ending == ending
    assert words in " ".join(judge(exercise("process-1"), trial).reasons)


@pytest.mark.parametrize("method", METHODS)
def test_nobody_of_the_family_survives(tmp_path, method):
    """Children, their children, and orphans are ended with the answer, also those that ignore SIGTERM."""
    mark = str(tmp_path / "pids")
    trial = tried(
        tmp_path,
        f"""
        import os, signal, subprocess, sys, time
        from multiprocessing import Process, Queue

        def note():
            with open({mark!r}, "a") as file:
                file.write(f"{{os.getpid()}}\\n")

        def stay(deeper):
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            note()
            if deeper:
                Process(target=stay, args=(False,)).start()
                program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
                os._exit(0)
            time.sleep(60)

        def main():
            note()
            child = Process(target=stay, args=(True,))
            child.start()
            child.join()
            Queue().put(1)
            time.sleep(0.5)
        """,
        method,
    )
    assert trial.ending == "returned"
    pids = [int(line) for line in Path(mark).read_text().split()]
    assert len(pids) >= 2
    alive = [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE]
    assert alive == []


def test_the_family_ends_with_the_kernel(tmp_path):
    """When the process that checks is killed, what it was checking ends, too."""
    (tmp_path / "answer.py").write_text(
        f"import os, time\ndef main():\n    open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
        "    time.sleep(60)\n"
    )
    program = (
        "from pathlib import Path; from helpers.practice.checking.attempt import attempt;"
        f"attempt('answer', folder=Path({str(tmp_path)!r}), method='spawn', seconds=50)"
    )
    kernel = subprocess.Popen([sys.executable, "-c", program])
    limit = time.monotonic() + 20
    while time.monotonic() < limit and not (tmp_path / "pid").exists():
        time.sleep(0.05)
    time.sleep(0.2)
    pid = int((tmp_path / "pid").read_text())
    kernel.kill()
    kernel.wait(10)
    while time.monotonic() < limit and psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie":
        time.sleep(0.05)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie"


def test_values_travel_as_plain_data():
    """What is not plain data arrives as its repr; it can do nothing in the kernel."""

    class Loud:
        def __repr__(self):
            raise RuntimeError("no")

    endless = []
    endless.append(endless)
    assert plain({"a": [1, (2.0, None)]}) == {"a": [1, (2.0, None)]}
    assert plain([object]) == [Odd("<class 'object'>")]
    assert plain(Loud()) == Odd("an object of class Loud")
    assert isinstance(plain(endless), Odd)


def test_a_large_result_is_not_compared():
    """A value of very many parts is cut."""
    assert Odd("too much to compare") in plain(list(range(200_000)))


# --- criteria -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        ([1, 2], [1, 2, 3], "one item of the result is missing: 3"),
        ([1], [1, 2, 3], "2 items of the result are missing: 2 and 3"),
        ([1, 1, 2], [1, 2], "one item too many in the result: 1"),
        ([2, 1], [1, 2], "their order is not"),
        (None, 3, "returned None"),
        (3.0, 3, "a float"),
        (Odd("<map>"), [1], "not plain data"),
        ({"a": 1}, {"a": 2}, "for 'a' main() returned 1, it should be 2"),
    ],
)
def test_what_is_wrong_with_a_result(value, expected, words):
    """The difference is told in a sentence."""
    assert words in criteria.returns(expected).miss(Trial("returned", value=value))


@pytest.mark.parametrize("name", [name for name in ids() if exercise(name).again])
def test_a_constant_is_no_answer(name):
    """What passes with the values of the task is tried with others, which have another result."""
    about = exercise(name)
    expected = next(
        one for one in (about.again(random.Random(seed)) for seed in range(20)) if one[0] != about.arguments
    )
    passed = Verdict(name, (Line(True, "it returns the right result"),))
    constant = judge_again(passed, Trial("returned", value="a constant"), *expected)
    assert not constant.passed
    assert "with other values, main(" in constant.reasons[0]
    assert judge_again(passed, Trial("returned", value=expected[1]), *expected).passed


def test_no_trace_is_no_proof():
    """A recording without messages and tasks passes no criterion on them."""
    nothing = Trial("returned", value=1)
    assert criteria.went_through("Queue", 1).miss(nothing) == "no queue was used"
    assert criteria.at_most_under_way("tasks", 3).miss(nothing) == "no queue was used"
    assert "at least are asked for" in criteria.pieces("work", 2, 4).miss(nothing)


def test_spans_that_touch_do_not_overlap():
    """One after the other is not at the same time."""
    assert criteria.most_at_once([(0, 1), (1, 2)]) == 1
    assert criteria.most_at_once([(0, 1), (0.5, 2), (0.7, 3)]) == 3
    assert criteria.most_at_once([]) == 0


HELD_UP = """
    import time
    from multiprocessing import Process

    def main():
        children = [Process(target=time.sleep, args=(0.05,)) for _ in range(2)]
        for child in children:
            child.start()
            {}
"""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("between", "together"),
    [
        ("time.sleep(0.3)", True),  # as if the machine had had no time for this process
        ("child.join()", False),
        ("while child.is_alive(): time.sleep(0.01)", False),
    ],
)
def test_a_held_up_start_is_no_waiting(tmp_path, method, between, together):
    """A child that was done before the next start, for which nobody had waited, counts as started with it."""
    trial = tried(tmp_path, HELD_UP.format(between), method)
    missed = criteria.overlapped().miss(trial)
    assert missed is None if together else "never two at the same time" in missed


# --- progress -----------------------------------------------------------------------------------------------------


def test_progress_is_kept_and_reset(progress_folder, capsys):
    """What was passed stays passed until it is reset."""
    assert "1 of 5 passed" in achievements.passed(exercise("queue-2"))[-1]
    assert "□ ■ □ □ □  1 of 5" in repr(achievements.progress("queue"))
    achievements.reset("queue-2")
    assert "0 of 5" in repr(achievements.progress("queue"))
    achievements.passed(exercise("queue-1"))
    achievements.reset()
    assert "■" not in repr(achievements.progress())
    assert "Starting over with all exercises." in capsys.readouterr().out


def test_words_of_joy(progress_folder):
    """At the end of a lesson, and of the course."""
    news = [achievements.passed(exercise(name))[-1] for name in ids()]
    assert [ids()[n] for n, words in enumerate(news) if "this lesson" in words] == [
        "background-4", "process-5", "queue-5", "pipe-4", "pool-4",
    ]  # fmt: skip
    assert "Every exercise of the course" in news[-1]
    assert "Every exercise of the course" in repr(achievements.progress())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"exercise": "other"}', "\udcff", "[" * 100_000])
def test_broken_files_are_set_aside(progress_folder, content):
    """A sentence, the file is kept under another name, and nothing else is lost."""
    achievements.passed(exercise("queue-1"))
    broken = progress_folder / "queue-2.json"
    broken.write_text(content, encoding="utf-8", errors="surrogateescape")
    words = repr(achievements.progress("queue"))
    assert "it is now queue-2.json.set-aside" in words
    assert "■ □ □ □ □" in words
    assert not broken.exists()
    assert "set-aside" not in repr(achievements.progress("queue"))


def test_a_foreign_file_in_the_folders_place(progress_folder):
    """It is set aside."""
    progress_folder.write_text("mine")
    assert "progress.set-aside" in achievements.passed(exercise("queue-1"))[0]
    assert "■" in repr(achievements.progress("queue"))


def test_a_folder_that_can_not_be_written(monkeypatch):
    """A sentence, no crash."""
    monkeypatch.setenv(achievements.FOLDER, "/proc/nowhere" if os.name == "posix" else "Z:\\nowhere\\<>")
    assert "can't be remembered" in achievements.passed(exercise("queue-1"))[0]
    assert "0 of 5" in repr(achievements.progress("queue"))


def test_two_notebooks_at_once_lose_nothing(progress_folder):
    """Several processes pass different exercises at the same moment."""
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=pass_one, args=(name,)) for name in ids()[:6]]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert sorted(path.stem for path in progress_folder.glob("*.json")) == sorted(ids()[:6])
    assert [json.loads(path.read_text())["exercise"] for path in progress_folder.glob("*-1.json")]
    assert list(progress_folder.glob(".new-*")) == []


def pass_one(name):
    achievements.passed(exercise(name))


# --- predictions --------------------------------------------------------------------------------------------------


def test_predictions_are_held_against_what_happened(capsys):
    """Right, wrong with what was prepared for that answer, and not answered."""
    guess = predict("How many?", {1: "There is one more: the kernel.", 2: ""})
    assert capsys.readouterr().out == "How many?\n  ( ) 1\n  ( ) 2\n"
    assert repr(guess.compare(2)) == "You did not choose. It is: 2"
    guess.answer = 1
    assert repr(guess.compare(2)) == "You said 1. It is: 2. There is one more: the kernel."
    guess.answer = 2
    assert guess.compare(2).right


def test_every_question_is_asked_and_every_name_is_known(capsys):
    """The lessons ask the questions of the bank, by their names; each has a reason for all wrong choices but one."""
    text = "".join(path.read_text(encoding="utf-8") for path in NOTEBOOKS)
    assert set(re.findall(r'predict\(\\"([^"]*)\\"\)', text)) == set(QUESTIONS)
    for name, question in QUESTIONS.items():
        assert sum(not why for why in question.choices.values()) <= 1, name
    guess = predict("process/exit-code")
    assert "What is the child's exit code?" in capsys.readouterr().out
    guess.answer = 5
    assert "stays in the child" in repr(guess.compare(0))
    with pytest.raises(LookupError, match="there is no question 'process/none'; there are start/greetings"):
        predict("process/none")


def test_predictions_of_numbers(capsys):
    """What is typed becomes a number, with a comma, too; what is none is no answer."""
    guess = predict("How many?")
    guess._take({"new": " 3 "})
    assert guess.compare(3).right
    guess._take({"new": "2,5"})
    assert "You said 2.5. It is: 3. That is fewer" in repr(guess.compare(3))
    guess._take({"new": "many"})
    assert guess.compare(3).right is None


def test_predict_says_what_it_expects():
    """A list of choices has nothing to tell to those who are wrong."""
    with pytest.raises(ValueError, match="as a dictionary of at least two"):
        predictions.Prediction("How many?", ["1", "2"])


# --- in a notebook ------------------------------------------------------------------------------------------------


def test_check_hint_solution_progress_in_a_kernel(run):
    """What a learner does: no answer yet, starter, hint, a right answer, progress."""
    about = exercise("process-1")
    missing, _, starter, first, second, _, right, progress = run(
        'from helpers.practice import check, hint, progress, solution\ncheck("process-1")',
        f"%%worker process_1\n{about.starter}",
        'check("process-1")',
        'hint("process-1")',
        'hint("process-1")',
        f"%%worker process_1\n{about.solution}",
        'check("process-1")',
        'progress("process")',
    )
    assert "run the cell that begins with %%worker process_1" in missing
    assert "process-1: not yet" in starter
    assert about.hints[0] in first
    assert about.hints[1] in second
    assert "process-1: passed" in right
    assert "■ □ □ □ □  1 of 5" in progress


def test_there_are_enough_exercises():
    """25 in all; at least four for each of the lessons 01 to 05, three for 06."""
    counts = [sum(name.partition("-")[0] == lesson for name in ids()) for lesson in LESSONS]
    assert counts == [4, 5, 5, 4, 4, 3]


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


def test_folders_of_killed_kernels_are_swept(tmp_path, monkeypatch):
    """An old folder whose kernel is gone goes; a young one, and that of a living process, stay."""
    from helpers.practice import worker_cell

    monkeypatch.setattr(worker_cell.tempfile, "gettempdir", lambda: str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait(30)
    folders = {name: tmp_path / f"worker-cells-{pid}-{name}" for name, pid in
               {"old": gone.pid, "young": gone.pid, "alive": os.getpid()}.items()}  # fmt: skip
    for name, folder in folders.items():
        folder.mkdir()
        if name != "young":
            os.utime(folder, (0, 0))
    worker_cell._sweep()
    assert [name for name, folder in folders.items() if folder.exists()] == ["young", "alive"]
