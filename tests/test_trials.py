"""A short form of tests/trials: a notebook of hard cells is interrupted, restarted, killed, and run in bad places."""

import os
import random
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from conftest import METHODS
from trials import kinds
from trials.session import Cell, Session

LESSON = Path(__file__).parent.parent / "notebooks" / "00_start_here.ipynb"
HEAD = """%load_ext helpers
import subprocess, sys, time
from multiprocessing import *
from helpers.live import watch
import talking"""
HARD = [
    """with watch():
    children = [Process(target=talking.nap, args=(5,)) for _ in range(3)]
    [child.start() for child in children]
    [child.join() for child in children]""",
    """pool = Pool(2)
pool.map(talking.nap, [5] * 4)""",
    """box = Queue()
with watch():
    child = Process(target=talking.deaf, args=(60,))
    child.start()
    box.get()""",
]


@pytest.fixture
def hard(tmp_path, monkeypatch):
    """Give a notebook whose cells don't end by themselves."""
    root = Path(__file__).parent
    monkeypatch.setenv("PYTHONPATH", f"{root.parent}:{root}" if sys.platform != "win32" else f"{root.parent};{root}")
    path = tmp_path / "hard.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in (HEAD, *HARD)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def nothing(_path, _method):
    """Come afterwards: the cells have no stored outputs."""


@pytest.mark.parametrize(("kind", "method"), list(zip(["interrupt", "restart", "kill"], METHODS * 3, strict=False)))
def test_hard_notebook_leaves_nothing(hard, kind, method, monkeypatch):
    """After each disturbance nothing runs within 5 s, no folder stays, the kernel answers."""
    monkeypatch.setattr(kinds, "_targets", lambda _cells, _chance, _number: {2, 3})
    monkeypatch.setattr("trials.session.PATIENCE", 0.5)
    assert list(kinds.KINDS[kind](hard, method, random.Random(), nothing))


LEFT_BY_INTERRUPTS = {
    "a pool of an earlier cell": ("pool = Pool(2)", "pool.map(talking.nap, [5] * 4)", "KeyboardInterrupt"),
    "a child, and an error behind the interrupt": (
        "",
        "Process(target=talking.deaf, args=(60,)).start()\ntry:\n    time.sleep(60)\nfinally:\n    1 / 0",
        "ZeroDivisionError",
    ),
    "an orphan": (
        "import workers; gate = Event()",
        "Process(target=workers.leave_an_orphan, args=(get_start_method(), gate)).start()\ntime.sleep(60)",
        "KeyboardInterrupt",
    ),
}


@pytest.mark.parametrize(("left", "method"), list(zip(LEFT_BY_INTERRUPTS, METHODS[::-1] * 3, strict=False)))
def test_what_an_interrupt_leaves(hard, left, method):
    """It is ended, and the kernel goes on."""
    before, source, error = LEFT_BY_INTERRUPTS[left]
    with Session(hard, method) as session:
        session.run(kinds.code_cells(hard)[0])
        assert session.run(Cell(before)) == ""
        message = session.start(Cell(source))
        assert session.finish(message, 3) is None
        session.interrupt()
        assert session.finish(message, 15) == error
        session.nothing_is_left()
        if "pool" in before:
            assert session.run(Cell("pool.map(abs, [1])")) == "ValueError"
        session.answers()
        session.shut_down()


INTERRUPTED = """import signal, subprocess
class Interrupted(subprocess.Popen):
    def __init__(self, *args, **kwargs):
        signal.raise_signal(signal.SIGINT)
        super().__init__(*args, **kwargs)
plain, subprocess.Popen = subprocess.Popen, Interrupted
try:
    get_ipython().run_line_magic("load_ext", "helpers")
finally:
    subprocess.Popen = plain"""


def test_first_cell_is_interrupted(hard):
    """Just when it starts the guardian; a kernel that is killed afterwards leaves nothing all the same."""
    first, second = kinds.code_cells(hard)[:2]
    with Session(hard, METHODS[-1]) as session:
        assert session.run(Cell(INTERRUPTED)) == "KeyboardInterrupt"
        assert session.run(first) == ""
        session.finish(session.start(second), 1)
        session.restart(hard=True)
        session.answers()
        session.shut_down()


WHILE_IT_FORKS = """import os, signal, threading
came = []
def come():
    if came:
        signal.raise_signal(came.pop())
os.register_at_fork({}=come)"""
FORKS = """child = get_context("fork").Process(target=talking.nap, args=(60,))
came.append(signal.SIGINT)
child.start()
time.sleep(60)"""
LOGS = """import logging
thread = threading.Thread(target=logging.getLogger("somebody").setLevel, args=(30,), daemon=True)
thread.start()
thread.join(10)
assert not thread.is_alive()"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody forks here")
@pytest.mark.parametrize("moment", ["before", "after_in_parent"])
def test_interrupt_while_the_kernel_forks(hard, moment):
    """It ends the cell all the same, and no lock of logging is lost."""
    with Session(hard, "fork") as session:
        assert session.run(Cell(WHILE_IT_FORKS.format(moment))) == ""
        assert session.run(kinds.code_cells(hard)[0]) == ""
        message = session.start(Cell(FORKS))
        assert session.finish(message, 15) == "KeyboardInterrupt"
        session.nothing_is_left()
        assert session.run(Cell(LOGS)) == ""
        session.shut_down()


FINALIZES = """import signal, weakref
class Thing:
    pass
thing = Thing()
finalizer = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
del thing
time.sleep(60)"""
COMPILES = """from IPython.core.compilerop import CachingCompiler
class Interrupted(CachingCompiler):
    def __call__(self, source, filename, symbol):
        if "not_to_be_called" in ast.dump(source):
            get_ipython().compile = plain
            raise KeyboardInterrupt
        return super().__call__(source, filename, symbol)
import ast
plain = get_ipython().compile
get_ipython().compile = Interrupted()
child = Process(target=talking.deaf, args=(60,))"""
STARTS = """child.start()
print(not_to_be_called)"""


def test_interrupt_in_a_finalizer(hard):
    """Python would ignore it."""
    with Session(hard, METHODS[-1]) as session:
        assert session.run(kinds.code_cells(hard)[0]) == ""
        assert session.finish(session.start(Cell(FINALIZES)), 15) == "KeyboardInterrupt"
        session.shut_down()


def test_interrupt_between_two_statements(hard):
    """What the first one has started is ended."""
    with Session(hard, METHODS[-1]) as session:
        assert session.run(kinds.code_cells(hard)[0]) == ""
        assert session.run(Cell(COMPILES)) == ""
        session.run(Cell(STARTS))
        session.nothing_is_left()
        session.answers()
        session.shut_down()


@pytest.mark.parametrize("kind", ["disk", "home"])
def test_lesson_in_a_bad_place(kind):
    """A lesson on a full disk, and without a home: cells may fail, nothing is left."""
    if kind in {"disk", "home"}:
        try:
            with kinds.small_disk():
                pass
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("needs the right to mount a disk")
    assert list(kinds.KINDS[kind](LESSON, METHODS[0], random.Random(), nothing))


def test_a_leftover_is_found(tmp_path):
    """The trial itself sees what is left."""
    path = tmp_path / "empty.ipynb"
    with Session(path, METHODS[0]) as session:
        session.run(Cell("import os, subprocess, sys, tempfile; folder = tempfile.mkdtemp('-left')"))
        session.run(Cell("subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"))
        with pytest.raises(Exception, match=r"left behind after 5 s: \['\d+ of \d+, .*time.sleep.*-left"):
            session.nothing_is_left()
