"""Runs an answer where it can't hurt: in a process of its own, which is ended with all that it has started.

The answer may loop, hang, crash, exit, or leave processes behind. Whatever it does, `attempt` returns, and nobody of
that family is left.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.ground.reserve import Reserve
from helpers.ground.signals import uninterrupted
from helpers.practice.checking.inside import REQUEST
from helpers.practice.checking.patience import MOST
from helpers.practice.checking.report import REPORT
from helpers.practice.checking.tampering import tamper
from helpers.practice.trial import Trial
from helpers.processes.session import end_session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

_STARTING = 10.0  # seconds for Python to start on a busy machine, on top of the answer's own
_LOOK = 0.01  # seconds between two looks for the report
_TAIL = 4_000  # bytes of standard error that are kept

_BOOT = "import sys; sys.path[:] = {path!r}; from helpers.practice.checking.inside import main; main()"


def attempt(  # noqa: PLR0913 - each has its name in a call
    module: str, *, folder: Path, method: str, arguments: Sequence[Any] = (), seconds: float = 6, tampered: str = ""
) -> Trial:
    """Call ``module.main(*arguments)`` in a process of its own and return what it brought.

    Parameters
    ----------
    module : str
        Name of the answer's module.
    folder : Path
        Where that module is.
    method : str
        The start method that is in force there.
    arguments : sequence
        Plain data.
    seconds : float
        How long it may take; after that it is ended.
    tampered : str
        A function of the answer that works on other values this time; see `helpers.practice.checking.tampering`.
    """
    reserve = Reserve()
    try:
        room = Path(tempfile.mkdtemp(prefix=f"check-{os.getpid()}-"))
    except OSError:
        reserve.release()
        raise
    try:
        request = {"module": module, "arguments": tuple(arguments), "method": method, "seconds": seconds}
        (room / REQUEST).write_bytes(pickle.dumps(request))
        code = (folder / f"{module}.py").read_text(encoding="utf-8")
        changed = tamper(code, tampered) if tampered else None
        if changed is not None:
            (room / f"{module}.py").write_text(changed, encoding="utf-8")
        first = [str(room)] if changed is not None else []
        return replace(_run(room, [*first, *sys.path, str(folder)], seconds), code=code)
    finally:
        with uninterrupted():
            reserve.release()
            _remove(room)


def _run(room: Path, path: list[str], seconds: float) -> Trial:
    errors = room / "errors"
    with errors.open("wb") as stderr:
        leader = _start(room, path, stderr)
    try:
        report = room / REPORT
        limit = time.monotonic() + MOST * seconds + _STARTING
        while not report.exists() and leader.poll() is None and time.monotonic() < limit:
            time.sleep(_LOOK)
        if report.exists():
            with report.open("rb") as file:
                found: Trial = pickle.load(file)  # noqa: S301 - plain data, written by our own code
            return replace(found, errors=_tail(errors))
        if leader.poll() is not None:
            return Trial("died", exit_code=leader.returncode, seconds=seconds, errors=_tail(errors))
        return Trial("deadline", seconds=seconds)
    finally:
        with uninterrupted():
            end_session(leader)


def _start(room: Path, path: list[str], stderr: BinaryIO) -> subprocess.Popen[bytes]:
    own = {"PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(room))}
    return subprocess.Popen(  # noqa: S603 - the learner's own code, by their own wish
        [sys.executable, "-c", _BOOT.format(path=path), str(room)],
        stdin=subprocess.PIPE,  # closed when this kernel ends, in whatever way: then that process ends, too
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        env={**os.environ, **own},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _tail(path: Path) -> str:
    """Return the last lines that the family wrote to standard error."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read(_TAIL).decode("utf-8", "replace")


def _remove(room: Path) -> None:
    for _ in range(20):  # Windows gives up the files of a killed process a little later
        shutil.rmtree(room, ignore_errors=True)
        if not room.exists():
            break
        time.sleep(0.05)
