"""``%%worker``: a cell that is a module, and what can't be imported."""

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import FEWER_METHODS
from helpers.practice import worker_folder
from helpers.practice.worker_cell import WorkerModules
from practice.kernels import kernel

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


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run cells in one kernel for all tests that do not end it; its children are spawned."""
    with kernel(tmp_path_factory.mktemp("kernel")) as run:
        yield run


@pytest.mark.parametrize("method", FEWER_METHODS)
def test_worker_cell_reaches_children_with_its_newest_text(tmp_path, method):
    """Children of every start method run what the cell said last; the versions have the same size."""
    with kernel(tmp_path, method) as run:
        outputs = run(SQUARES, MAP, SQUARES.replace("x * x", "x + x"), MAP)
    assert outputs[1].strip() == "[1, 4, 9]"
    assert outputs[3].strip() == "[2, 4, 6]"


def test_worker_cell_errors_are_shown_as_usual(run):
    """The error, with the number of the cell's line; the module that was there stays."""
    wrong = "%%worker squares\n\ndef g(:", "%%worker squares\nx = 1\n\ny = 1 / 0"
    _, syntax, division, again = run(SQUARES, *wrong, MAP)
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
    modules = WorkerModules(None)
    modules.folder.path = Path(__file__).parent / "nowhere"
    assert why in modules.refuse(name)
    assert modules.refuse("my_workers") is None


def test_names_come_and_go(run):
    """Public names appear in the notebook, and old ones leave with the new text."""
    here = "'square' in globals(), 'cube' in globals()"
    outputs = run(SQUARES, here, SQUARES.replace("def square", "def cube"), here)
    assert outputs[1::2] == ["(True, False)", "(False, True)"]


def test_the_folder_goes_with_the_kernel(tmp_path):
    """Nothing of a kernel's worker cells is left behind."""
    with kernel(tmp_path) as run:
        _, folder = run(SQUARES, "from helpers.practice import worker_cell; print(worker_cell.modules.folder.path)")
        folder = Path(folder.strip())
        assert (folder / "squares.py").exists()
    limit = time.monotonic() + 10
    while folder.exists() and time.monotonic() < limit:
        time.sleep(0.05)
    assert not folder.exists()


def test_folders_of_killed_kernels_are_swept(tmp_path):
    """An old folder whose kernel is gone goes; a young one, and that of a living process, stay."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait(30)
    owners = {"old": gone.pid, "young": gone.pid, "alive": os.getpid()}
    folders = {name: tmp_path / f"worker-cells-{pid}-{name}" for name, pid in owners.items()}
    for name, folder in folders.items():
        folder.mkdir()
        if name != "young":
            os.utime(folder, (0, 0))
    worker_folder.sweep(tmp_path)
    assert [name for name, folder in folders.items() if folder.exists()] == ["young", "alive"]


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


BEGIN = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process
def plain(x=1): return x
class Thing: pass
"""


@pytest.mark.parametrize("method", [method for method in FEWER_METHODS if method != "fork"] or ["spawn"])
def test_cell_functions_are_recognised_before_they_hang(run, method):
    """Whatever way it is handed over, an error says what to do."""
    outputs = run(f"%start_method {method}", BEGIN, *HANDED_OVER.values())[2:]
    for way, output in zip(HANDED_OVER, outputs, strict=True):
        assert "NotImportable: " in output, way
        assert "%%worker my_workers" in output, way


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork on this platform")
def test_cell_functions_stay_allowed_under_fork(run):
    """A forked child has the notebook's functions."""
    assert run("%start_method fork", BEGIN, MAP.replace("square", "plain"))[2].strip() == "[1, 2, 3]"


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
