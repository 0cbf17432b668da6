"""The programs that lessons end with, and the article's listings: each runs by itself, under each start method."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
from IPython.core.formatters import DisplayFormatter

from helpers.workers.process import terminal

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
SCRIPTS = sorted(NOTEBOOKS.glob("scripts/*.py"))
LISTINGS = sorted(NOTEBOOKS.glob("article/*.py"))
SOON = 60  # seconds


def outputs(path, tmp_path):
    """Run a program under every start method at once; return what each printed, and its errors."""
    found = {}
    for method in multiprocessing.get_all_start_methods():
        copy = tmp_path / method / path.name
        copy.parent.mkdir()
        text = path.read_text(encoding="utf-8")
        first = f'if __name__ == "__main__":\n    __import__("multiprocessing").set_start_method("{method}")\n'
        copy.write_text(text.replace("\nif __name__", f"\n{first}\n\nif __name__"), encoding="utf-8")
        found[method] = subprocess.Popen(
            [sys.executable, copy.name],
            cwd=copy.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": ""},  # else processes tear each other's lines
        )
    try:
        return {method: (*program.communicate(timeout=SOON), program.returncode) for method, program in found.items()}
    finally:
        for program in found.values():
            program.kill()
            program.communicate()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_runs_the_same_everywhere(path, tmp_path):
    """A script of the course prints the same under every start method, and no error."""
    ended = outputs(path, tmp_path)
    [(printed, errors, code)] = set(ended.values())
    assert (errors, code) == ("", 0)
    assert printed


@pytest.mark.parametrize("path", SCRIPTS + LISTINGS, ids=lambda path: path.stem)
def test_a_program_has_its_guard_and_says_what_it_shows(path):
    """Each begins with a sentence about itself, and starts nothing when it is imported."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""')
    assert '\nif __name__ == "__main__":\n' in text


EXPECTED = {
    "listing_1": ["all processes are done", "all processes are started", "start a process", "start a process"],
    "listing_2": ["['', '', '']"],
    "listing_5": ["['KEL', 'SMILE']", "KEL", "SMILE"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_listing_prints_what_the_article_means(name, tmp_path):
    """Under every start method; lines with ids are left out."""
    for printed, errors, code in outputs(NOTEBOOKS / "article" / f"{name}.py", tmp_path).values():
        lines = [line for line in printed.splitlines() if not line.startswith("parent ")]
        assert (sorted(lines), errors, code) == (sorted(EXPECTED[name]), "", 0)


def test_listing_4_has_the_articles_bug(tmp_path):
    """Its children look for a global that only fork brings along; the parent gives up."""
    for method, (printed, errors, code) in outputs(NOTEBOOKS / "article" / "listing_4.py", tmp_path).items():
        if method == "fork":
            assert (printed.split(), code) == (["KEL"] * 3, 0)
        else:
            assert errors.count("NameError: name 'child_end' is not defined") == 3
            assert "in recv" in errors


def test_a_terminal_shows_lines_and_how_an_error_ends(tmp_path, capsys):
    """What was printed, and of a traceback the part that says what went wrong; a cell does not show it twice."""
    program = tmp_path / "fails.py"
    program.write_text("print('begins', flush=True)\nraise ValueError('no more room')\n", encoding="utf-8")
    shown = terminal(str(program))
    assert (
        capsys.readouterr().out.splitlines()
        == shown.splitlines()
        == [
            "$ python fails.py",
            "begins",
            "Traceback (most recent call last): ...",
            "ValueError: no more room",
        ]
    )
    assert DisplayFormatter().format(shown) == ({}, {})
    with pytest.raises(FileNotFoundError, match=r"there is no file 'none\.py' in the notebook's folder"):
        terminal("none.py")
