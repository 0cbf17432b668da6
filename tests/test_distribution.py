"""How the tests are spread over processes."""

import types

import pytest

import distribution
import ports


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("notebooks/03_queue.ipynb::Cell 1", "notebooks/03_queue.ipynb::Cell 40", True),
        ("notebooks/03_queue.ipynb::Cell 1", "notebooks/04_pipe.ipynb::Cell 1", False),
        ("tests/watch/test_watch.py::test_pool[fork]", "tests/watch/test_watch.py::test_manager[fork]", True),
        ("tests/watch/test_watch.py::test_pool[fork]", "tests/watch/test_watch.py::test_pool[forkserver]", False),
        (
            "tests/safety/test_safety.py::test_deadline[spawn-map]",
            "tests/safety/test_safety.py::test_magic[spawn]",
            True,
        ),
        ("tests/browser/test_live_view.py::test_a", "tests/browser/test_picture.py::test_b", True),
    ],
)
def test_what_runs_in_one_process(one, other, together):
    """A notebook's cells, a module's tests under one start method, and what shares a browser."""
    assert (distribution.scope_of(one) == distribution.scope_of(other)) == together


@pytest.mark.parametrize("everything", [False, True])
def test_all_lessons_are_too_many_for_one_browser(everything, monkeypatch):
    """Where all of them run, every other one runs in another process."""
    monkeypatch.setattr(distribution, "FULL", everything)
    lessons = [f"tests/browser/test_lessons.py::test_lessons_run[0{number}_some]" for number in range(4)]
    assert len(set(map(distribution.scope_of, lessons))) == 1 + everything


@pytest.mark.parametrize(
    "argument", ["tests/show/test_text.py", "tests/show/test_text.py::test_tree", "notebooks/00.ipynb"]
)
def test_a_single_file_runs_in_this_process(argument):
    """Nobody waits for other processes to start, and a debugger works."""
    assert distribution.processes(types.SimpleNamespace(args=[argument])) == 0
    assert distribution.processes(types.SimpleNamespace(args=["tests", "notebooks"])) > 1


def test_ports_are_given_out_once():
    """Not even after they are free again, for a while."""
    assert len({ports.free_port() for _ in range(200)}) == 200
