"""A tab is closed while a cell runs, and opened again."""

import random
from pathlib import Path

import pytest

from browsing import ALL, ROOT
from conftest import METHODS
from trials import kinds

LESSON = ROOT / "notebooks" / "00_start_here.ipynb"


def nothing(_path: Path, _method: str) -> None:
    """Come afterwards: there are no stored outputs to compare with."""


@pytest.mark.timeout(300)
@pytest.mark.skipif(not ALL, reason="a JupyterLab of its own: with COURSE_MATRIX=full only")
def test_lesson_whose_tab_was_closed(chromium_browser):
    """Who comes back sees the picture of the cell that ran meanwhile."""
    assert list(kinds.browser(LESSON, METHODS[-1], random.Random(), nothing, chromium_browser))
