"""The project's own promises about itself."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from helpers import __main__ as opening
from helpers import live
from helpers.ground import lessons

ROOT = Path(__file__).parent.parent
LIGHT = ["helpers", "helpers.ground", "helpers.trace", "helpers.workers"]
SITE_ALONE = {"index.md", "start.md", "failures.md", "api.md"}  # pages that need the site around them
CONDA_NAMES = {"matplotlib": "matplotlib-base"}  # conda-forge's matplotlib brings Qt, which nothing here needs


def requirements():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"python" + project["requires-python"]} | set(project["dependencies"])


def conda_requirements():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    found = {line.removeprefix("  - ") for line in lines if line.startswith("  - ")}
    return {line for line in found if not re.match(r"pip|conda-forge", line)}


def test_environment_has_the_same_ranges():
    """What pip installs and what conda installs is the same."""
    renamed = set()
    for requirement in requirements():
        name, bounds = re.fullmatch(r"([a-z]+)(.*)", requirement).groups()
        renamed.add(CONDA_NAMES.get(name, name) + bounds)
    assert conda_requirements() == renamed


def test_environment_installs_the_helpers():
    """Conda's environment installs this package editable."""
    assert "--editable ." in (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_the_dev_container_opens_the_course():
    """What it runs exists, and its port is the one that JupyterLab takes first."""
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert "python -m helpers" in container["postAttachCommand"]
    assert container["forwardPorts"] == [8888]
    python = container["image"].rpartition(":")[2]
    assert python in (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")


def modules_of(room):
    return [f"helpers.{room}.{path.stem}" for path in sorted((ROOT / "helpers" / room).glob("[!_]*.py"))]


@pytest.mark.parametrize("module", LIGHT + modules_of("ground") + modules_of("trace") + modules_of("workers"))
def test_what_a_child_imports_is_standard_library(module):
    """A child that imports this module imports nothing that has to be installed."""
    program = (
        "import sys, importlib; before = set(sys.modules); importlib.import_module(sys.argv[1]);"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, module], capture_output=True, text=True, check=True, timeout=60
    )
    assert set(done.stdout.split()) - sys.stdlib_module_names - {"__mp_main__"} == {"helpers"}


def test_root_is_small():
    """The top level has a dozen entries, dot files of tools included."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    entries = {line.partition("/")[0] for line in tracked.stdout.splitlines()}
    assert len(entries) <= 12
    assert not entries & {"uv.lock", "conda-lock.yml"}


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_links_lead_somewhere(page):
    """Every relative link and picture of the README and of the pages exists."""
    path = ROOT / page
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert targets or path.name != "README.md"
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_page_is_linked_from_the_readme():
    """What was moved out of the README is found from there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - SITE_ALONE
    assert [page for page in pages if f"](docs/{page})" not in readme] == []


def test_the_api_page_has_what_lessons_import():
    """Each name of `helpers.live`, and what exercises are done with."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    names = [*live.__all__, "say", "predict", "check", "hint", "solution", "progress"]
    assert [name for name in names if not re.search(rf"auto\w+:: helpers\.[\w.]+\.{name}$", page, re.MULTILINE)] == []


def test_lessons_are_the_notebooks():
    """The list of the lessons has each notebook, in order, and a title is what its link is called."""
    assert list(lessons.LESSONS) == sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert lessons.title("08") == lessons.title("start_methods") == "08 Start methods"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in lessons.LESSONS:
        assert f"[{lessons.title(name[:2])}](notebooks/{name}.ipynb)" in readme


def test_opening_trusts_the_lessons(tmp_path, monkeypatch):
    """What JupyterLab finds when it is opened is signed; a changed notebook is not."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    lesson = tmp_path / opening.FIRST
    shutil.copy(opening.LESSONS / opening.FIRST, lesson)
    notebook = nbformat.read(lesson, as_version=4)
    with closing(NotebookNotary()) as notary:
        assert not notary.check_signature(notebook)
        opening.trust([lesson])
        assert notary.check_signature(notebook)
        notebook.cells[-1].source += " "
        assert not notary.check_signature(notebook)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_opening_without_a_home(tmp_path, monkeypatch):
    """Where no key can be stored, the course opens all the same."""
    tmp_path.chmod(0o500)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    opening.trust([opening.LESSONS / opening.FIRST])


def run_extension(method):
    """Load the extension in a plain IPython with the start method that is asked for."""
    return subprocess.run(
        [sys.executable, "-m", "IPython", "--colors=NoColor", "--no-banner", "--quick", "-c", "%load_ext helpers"],
        capture_output=True, text=True, timeout=60, check=False, encoding="utf-8",
        env={**os.environ, "COURSE_START_METHOD": method},
    )  # fmt: skip


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_start_method_is_forced(method):
    """COURSE_START_METHOD sets the start method, and the first cell says so in one line."""
    out = run_extension(method).stdout.strip()
    assert re.fullmatch(rf"Python \S+ on \w+, \d+ of \d+ CPUs usable, start method {method}", out)


def test_unknown_start_method_gets_one_sentence():
    """Anything else is told what is there, with an example and no traceback."""
    done = run_extension("spoon")
    words = done.stdout + done.stderr
    assert "COURSE_START_METHOD is 'spoon', but this system's start methods are fork, forkserver, spawn;" in words
    assert "for example COURSE_START_METHOD=spawn" in words
    assert "Traceback" not in words
