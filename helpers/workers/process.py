"""Worker functions and classes of lesson 02.

A child process must be able to import what it runs. That is why these stand in a file, and not in a notebook
cell.
"""

from __future__ import annotations

# What run() returns is thrown away; listing 2 returns something all the same.
# mypy: disable-error-code="override"
import os
import time
from multiprocessing import Process, parent_process
from threading import Thread

from helpers.trace import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable


def work(seconds: float) -> None:
    """Say a line, take some time, say who asked for this process (listing 1)."""
    say("start")
    time.sleep(seconds)
    parent = parent_process()  # None in the first process of all
    say("asked for by", parent.name if parent else "nobody")


def compare_ids(notebook: int) -> None:
    """Say what this process knows about its own pid and its parent's."""
    parent = parent_process()
    say("I have a pid of my own:", os.getpid() != notebook)
    say("parent_process() is the notebook:", parent is not None and parent.pid == notebook)
    say("os.getppid() is the notebook:", os.getppid() == notebook)


def shout(name: str) -> str:
    """Return `name` in capitals (listings 2 to 6)."""
    return name.upper()


class MyProcess(Process):
    """A process that tries to keep its result in an attribute (listing 2)."""

    def __init__(self, name: str, func: Callable[..., str], args: tuple[str, ...]) -> None:
        super().__init__()
        self.name = name
        self.func = func
        self.args = args
        self.res = ""

    def run(self) -> tuple[str, str]:
        """Call the function and keep its result."""
        self.res = self.func(*self.args)
        say(self.res)
        return (self.res, "kel")


class MyThread(Thread):
    """The same with a thread: two words differ from `MyProcess`."""

    def __init__(self, name: str, func: Callable[..., str], args: tuple[str, ...]) -> None:
        super().__init__()
        self.name = name
        self.func = func
        self.args = args
        self.res = ""

    def run(self) -> tuple[str, str]:
        """Call the function and keep its result."""
        self.res = self.func(*self.args)
        say(self.res)
        return (self.res, "kel")


def run_script(script: str, *, seconds: float = 30) -> subprocess.CompletedProcess[str]:
    """Run `script` as a program of its own, with the start method of this process.

    Use it for what must not happen to a notebook: the end of the interpreter, a traceback, a child that is
    left behind. It returns when nobody can write to the program's output any more, so children that outlive
    the program are waited for.

    Parameters
    ----------
    script : str
        The text of the program, with its ``if __name__ == "__main__":``.
    seconds : float
        How long it may take. After that it is killed, and its children with it.

    Returns
    -------
    subprocess.CompletedProcess
        `stdout`, `stderr` (both text) and `returncode`.

    Raises
    ------
    subprocess.TimeoutExpired
        If it took longer.
    """
    import subprocess  # noqa: PLC0415 - a child imports this module, and needs none of these
    import sys  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    from helpers.ground.facts import start_method  # noqa: PLC0415
    from helpers.ground.reserve import Reserve  # noqa: PLC0415

    first = f"if __name__ == '__main__': __import__('multiprocessing').set_start_method({start_method()!r})\n"
    # The name has this process's pid so that the folder can be removed if the kernel is killed.
    room = tempfile.TemporaryDirectory(prefix=f"script-{os.getpid()}-", ignore_cleanup_errors=True)
    with room as folder, Reserve():
        path = os.path.join(folder, "script.py")  # noqa: PTH118
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(first + script)
        program = subprocess.Popen(  # noqa: S603 - the script is the lesson's own
            [sys.executable, path],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**_plain(os.environ), "TMPDIR": folder},  # a program that is killed leaves its temp files there
            start_new_session=True,  # so that it and its children can be killed together
        )
        try:
            output, errors = program.communicate(timeout=seconds)
        except BaseException:
            _kill_family(program)
            program.communicate()
            raise
    return subprocess.CompletedProcess(program.args, program.returncode, output, errors)


def _plain(environment: os._Environ[str]) -> dict[str, str]:
    """Return `environment` without what changes the order or the colour of a program's output."""
    unwanted = {"PYTHONUNBUFFERED", "FORCE_COLOR"}
    return {name: value for name, value in environment.items() if name not in unwanted} | {"NO_COLOR": "1"}


def _kill_family(program: subprocess.Popen[str]) -> None:
    """Kill a program that leads a session, and on POSIX everybody in it."""
    import contextlib  # noqa: PLC0415
    import signal  # noqa: PLC0415

    if not hasattr(os, "killpg"):
        program.kill()
        return
    with contextlib.suppress(ProcessLookupError):  # it ended just now
        os.killpg(program.pid, signal.SIGKILL)
