"""For lesson 11: programs as a terminal runs them, with arguments, signals and exit codes."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess

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
    import signal  # noqa: PLC0415 - a child imports this module, and needs none of these
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    environment = {key: value for key, value in os.environ.items() if key not in {"FORCE_COLOR", "PYTHONUNBUFFERED"}}
    limit = time.monotonic() + seconds
    room = tempfile.TemporaryDirectory(prefix=f"script-{os.getpid()}-", ignore_cleanup_errors=True)
    with room as folder:
        path = os.path.join(folder, "output")  # noqa: PTH118
        output = open(path, "wb")  # noqa: PTH123, SIM115 - no pipe: whoever is left running would keep it open
        program = subprocess.Popen(  # noqa: S603 - a lesson's program
            [sys.executable, *map(str, words)], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            env=environment | {"NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}, start_new_session=True,
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
            _end(program)
        lines = [line for line in _lines(path) if line and not line.startswith(_HIDDEN)]
    command = " ".join(os.path.basename(word) if isinstance(word, os.PathLike) else str(word) for word in words)  # noqa: PTH119
    print("\n".join([f"$ python {command}", *(lines if ordered else sorted(lines)), _ending(program.returncode)]))  # noqa: T201


def _lines(path: str) -> list[str]:
    with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - pathlib costs a child an import
        return file.read().splitlines()


def _wait(limit: float, words: object) -> None:
    if time.monotonic() > limit:
        raise TimeoutError(f"the program did not come to its end in time: {words}")
    time.sleep(0.02)


def _send(program: subprocess.Popen[bytes], number: int, *, to_all: bool) -> None:
    if to_all and hasattr(os, "killpg"):
        os.killpg(program.pid, number)
    else:
        program.send_signal(number)


def _end(program: subprocess.Popen[bytes]) -> None:
    """Kill a program and whoever it has left running."""
    import contextlib  # noqa: PLC0415
    import signal  # noqa: PLC0415

    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(program.pid, signal.SIGKILL)
        else:
            program.kill()
    program.wait()


def _ending(code: int) -> str:
    import signal  # noqa: PLC0415

    return f"[ended by {signal.Signals(-code).name}]" if code < 0 else f"[exit code {code}]"
