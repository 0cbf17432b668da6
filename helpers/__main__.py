"""Opens the course in JupyterLab: ``python -m helpers``; what follows is passed on, for example ``--no-browser``.

``python -m helpers watch script.py`` shows the processes of another program instead: see `helpers.command`.

JupyterLab draws no live picture of an earlier visit in a notebook that it does not trust, and it trusts none that came
with outputs from elsewhere. So the lessons are signed first, as ``jupyter trust`` does it.
"""

from __future__ import annotations

import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.ground import lessons

if TYPE_CHECKING:
    from collections.abc import Iterable

LESSONS = Path(__file__).parent.parent / "notebooks"
FIRST = f"{lessons.LESSONS[0]}.ipynb"


def trust(paths: Iterable[Path]) -> None:
    """Sign notebooks as they are now with this user's key; where that can't be stored, do nothing.

    Parameters
    ----------
    paths : iterable of Path
        The notebooks.
    """
    import nbformat  # noqa: PLC0415 - slow
    from nbformat.sign import NotebookNotary  # noqa: PLC0415

    with suppress(Exception), closing(NotebookNotary()) as notary:  # a home that can't be written to
        for path in paths:
            with suppress(Exception):  # a lesson that a learner has damaged
                notary.sign(nbformat.read(path, as_version=nbformat.NO_CONVERT))


def main() -> None:
    """Trust the lessons, and open the first one; or watch a program."""
    if sys.argv[1:2] == ["watch"]:
        from helpers import command  # noqa: PLC0415 - JupyterLab does not need it

        command.main(sys.argv[2:])
        return
    from jupyterlab.labapp import LabApp  # noqa: PLC0415 - slow

    trust(sorted(LESSONS.glob("[0-9][0-9]_*.ipynb")))
    LabApp.launch_instance([str(LESSONS / FIRST), *sys.argv[1:]])


if __name__ == "__main__":
    main()
