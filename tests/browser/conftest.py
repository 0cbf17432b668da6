"""One Chromium and one JupyterLab for all tests in this folder; without a Chromium they are skipped."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("playwright")

from browsing import ROOT, chromium_or_skip, collect_problems, jupyterlab, open_page


@dataclass(frozen=True)
class Server:
    """A JupyterLab that runs.

    Its kernels find the tests' modules, and keep progress in a folder of their own.
    """

    address: str
    folder: Path
    progress: Path


@pytest.fixture(scope="package")
def chromium_browser():
    """Give a headless Chromium, or skip where there is none."""
    with chromium_or_skip() as browser:
        yield browser


@pytest.fixture(scope="package")
def server(chromium_browser, tmp_path_factory):
    """Give a JupyterLab whose kernels leave nothing in the temp folder."""
    folder, home, progress = map(tmp_path_factory.mktemp, ("lab", "home", "progress"))
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    with (
        tempfile.TemporaryDirectory(prefix="lab-") as temp,  # short: sockets live in it
        jupyterlab(folder, home, TMPDIR=temp, COURSE_PROGRESS=str(progress), PYTHONPATH=path) as address,
    ):
        yield Server(address, folder, progress)
        assert list(Path(temp).glob("watch-*")) == []


@pytest.fixture
def page(chromium_browser):
    """Give an empty page."""
    with open_page(chromium_browser) as page:
        yield page


@pytest.fixture
def problems(page):
    """Give what the page complains about."""
    return collect_problems(page)
