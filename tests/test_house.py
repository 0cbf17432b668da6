"""The rooms of the house: who imports whom, and whether each says what is in it; and each test what must hold."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
HELPERS = TESTS.parent / "helpers"
OF_A_KIND = {"workers", "exercises"}  # a module for each lesson, and for each exercise
PACKAGES = sorted(path.parent for path in HELPERS.rglob("__init__.py"))
ROOMS = [package for package in PACKAGES if OF_A_KIND.isdisjoint(package.relative_to(HELPERS).parts)]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def words_of(room):
    return ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""


def parts_of(room):
    return {path.stem for path in room.glob("[!_]*.py")} | {path.parent.name for path in room.glob("*/__init__.py")}


def test_no_import_runs_up_or_in_a_circle():
    """The floors of pyproject.toml hold, for imports within functions and of types, too."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=HELPERS.parent, capture_output=True, text=True, timeout=120,
        check=False, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[done.stdout.find("Broken contracts") :]
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_names_what_is_in_it(room):
    """The docstring of each package has all its modules, no others, and says how data flow through them."""
    words = words_of(room)
    entries = {name for line in words.splitlines() for name in re.findall(r"^(?:\* )?`{1,2}(\w+)`{1,2}  ", line)}
    assert parts_of(room) - set(re.findall(r"`+(\w+)`+", words)) == set()
    assert entries - parts_of(room) == set()
    assert not parts_of(room) or re.search("data flow", words, re.IGNORECASE)


def test_each_test_says_what_must_hold():
    """Whoever sees a test fail reads in a sentence what is broken."""
    silent = [
        f"{file.relative_to(TESTS)}:{test.lineno} {test.name}"
        for file in sorted(TESTS.rglob("test_*.py"))
        for test in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_") and not ast.get_docstring(test)
    ]
    assert silent == []
