"""For lesson 11: programs as a terminal runs them, with arguments, signals and exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers.workers.process import kill_family, plain_environment

_HIDDEN = ("Traceback", " ", "^")  # of a traceback the last line is shown: the rest differs from Python to Python


def run(
    *words: object, ordered: bool = True, after: str = "", send: str = "", to_all: bool = False, seconds: float = 60
) -> None:
    """Run ``python`` with these words as a terminal does; show what it prints, and how it ends.

    Parameters
    ----------
    *words : str or path
        What follows ``python``; of a path the last part is shown.
    ordered : bool
        False shows the lines in the order of the alphabet: those of several processes come in any order.
    after, send : str
        Once the program has printed the line `after`, it gets the signal `send`, for instance ``"SIGTERM"``.
    to_all : bool
        Whether the program's children get it, too, as the key Ctrl-C does it.
    seconds : float
        How long it may take. Whoever still runs then, or when the program has ended, is killed.

    Raises
    ------
    TimeoutError
        If it took longer.
    """
    limit = time.monotonic() + seconds
    room = tempfile.TemporaryDirectory(prefix=f"script-{os.getpid()}-", ignore_cleanup_errors=True)
    with room as folder:
        path = Path(folder, "output")
        output = path.open("wb")  # no pipe: whoever is left running would keep it open
        program = subprocess.Popen(  # noqa: S603 - a lesson's program
            [sys.executable, *map(str, words)], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            env=plain_environment() | {"PYTHONIOENCODING": "utf-8"}, start_new_session=True,
        )  # fmt: skip
        output.close()
        try:
            while after and after not in _lines(path) and program.poll() is None:
                _wait(limit, program.args)
            if after:
                _send(program, getattr(signal, send), to_all=to_all)
            while program.poll() is None:
                _wait(limit, program.args)
        finally:
            kill_family(program)
            program.wait()
        lines = [line for line in _lines(path) if line and not line.startswith(_HIDDEN)]
    command = " ".join(Path(word).name if isinstance(word, os.PathLike) else str(word) for word in words)
    print("\n".join([f"$ python {command}", *(lines if ordered else sorted(lines)), _ending(program.returncode)]))  # noqa: T201


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _wait(limit: float, words: object) -> None:
    if time.monotonic() > limit:
        raise TimeoutError(f"the program did not come to its end in time: {words}")
    time.sleep(0.02)


def _send(program: subprocess.Popen[bytes], number: int, *, to_all: bool) -> None:
    if to_all and hasattr(os, "killpg"):
        os.killpg(program.pid, number)
    else:
        program.send_signal(number)


def _ending(code: int) -> str:
    return f"[ended by {signal.Signals(-code).name}]" if code < 0 else f"[exit code {code}]"
