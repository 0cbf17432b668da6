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
    from multiprocessing.synchronize import Event
    from typing import Any


def work(seconds: float) -> None:
    """Say a line, take some time, say who asked for this process (listing 1)."""
    say("start")
    time.sleep(seconds)
    parent = parent_process()  # None in the first process of all
    say("asked for by", parent.name if parent else "nobody")


def download(name: str, seconds: float) -> None:
    """Pretend to download a file: mostly wait, as a real download does."""
    say("fetching", name)
    time.sleep(seconds)
    say("saved", name)


def broken_download(name: str) -> None:
    """Pretend to download a file, and fail."""
    raise ConnectionError(f"the server of {name} does not answer")


def tell_ids(notebook: int) -> None:
    """Say who this process is, who asked for it, and who made it."""
    parent = parent_process()
    known = {notebook: "the notebook"}
    for what, pid in (("I am", os.getpid()), ("asked for by", parent and parent.pid), ("made by", os.getppid())):
        say(what, "pid", pid, known.get(pid or 0, "not the notebook"))


def slow_upload(begun: Event) -> None:
    """Report that the work has begun, and need half a second for it."""
    say("working")
    begun.set()
    time.sleep(0.5)
    say("finished")


def program(ending: str, daemon: bool, begun: Event) -> None:
    """Stand for a whole program: start a child, a daemon or not, and end without a join."""
    child = Process(target=slow_upload, args=(begun,), daemon=daemon, name="daemon" if daemon else "child")
    child.start()
    begun.wait()
    say("my last line")
    if ending == "os._exit":
        os._exit(0)


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
    from helpers.ground.facts import start_method  # noqa: PLC0415

    first = f"if __name__ == '__main__': __import__('multiprocessing').set_start_method({start_method()!r})\n"
    return _run(first + script, "script.py", seconds)


def error_of(ended: subprocess.CompletedProcess[str]) -> str:
    """Return the class of the last error that a program or its children have reported; its words depend on Python."""
    import re  # noqa: PLC0415 - a child imports this module, and needs none of it

    return next(reversed(re.findall(r"^([\w.]+(?:Error|Exception))\b", ended.stderr, re.MULTILINE)), "none")


class Shown(str):
    """What was printed already; a cell that ends in it does not show it once more."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        """Show nothing."""


def terminal(path: str, *, seconds: float = 30) -> Shown:
    """Run the program `path` as a terminal does, and show what the terminal would show.

    It works alike on every system. Of a traceback the end is shown, the part that says what went wrong: the rest
    differs from Python to Python. A program and its children are killed when their time is over.

    Parameters
    ----------
    path : str
        A Python file, such as ``"my_first.py"``.
    seconds : float
        How long it may take.

    Returns
    -------
    Shown
        The text that was shown.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    subprocess.TimeoutExpired
        If it took longer.
    """
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib costs a child an import
            script = file.read()
    except FileNotFoundError:
        raise FileNotFoundError(
            f"there is no file {path!r} in the notebook's folder: run the cell that writes it first"
        ) from None
    ended = _run(script, os.path.basename(path), seconds)  # noqa: PTH119
    errors = ended.stderr[ended.stderr.rfind("\nTraceback") + 1 :].splitlines()
    end = next((n for n, line in enumerate(errors) if line and not line.startswith((" ", "Traceback"))), len(errors))
    shown = [f"$ python {os.path.basename(path)}", *ended.stdout.splitlines()]  # noqa: PTH119
    shown += ["Traceback (most recent call last): ...", *errors[end:]] if end < len(errors) else []
    text = "\n".join(line.rstrip() for line in shown)
    print(text)  # noqa: T201 - what a terminal does
    return Shown(text)


def _run(script: str, name: str, seconds: float) -> subprocess.CompletedProcess[str]:
    """Run the text of a program from a file called `name`; see `run_script`."""
    import subprocess  # noqa: PLC0415 - a child imports this module, and needs none of these
    import sys  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    from helpers.ground.reserve import Reserve  # noqa: PLC0415

    # The folder's name has this process's pid so that it can be removed if the kernel is killed.
    room = tempfile.TemporaryDirectory(prefix=f"script-{os.getpid()}-", ignore_cleanup_errors=True)
    with room as folder, Reserve():
        path = os.path.join(folder, name)  # noqa: PTH118
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(script)
        program = subprocess.Popen(  # noqa: S603 - the script is the lesson's own
            [sys.executable, path],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**plain_environment(), "TMPDIR": folder},  # a program that is killed leaves its temp files there
            start_new_session=True,  # so that it and its children can be killed together
        )
        try:
            output, errors = program.communicate(timeout=seconds)
        except BaseException:
            kill_family(program)
            program.communicate()
            raise
    return subprocess.CompletedProcess(program.args, program.returncode, output, errors)


def plain_environment() -> dict[str, str]:
    """Return the environment without what changes the order or the colour of a program's output."""
    unwanted = {"PYTHONUNBUFFERED", "FORCE_COLOR"}
    return {name: value for name, value in os.environ.items() if name not in unwanted} | {"NO_COLOR": "1"}


def kill_family(program: subprocess.Popen[Any]) -> None:
    """Kill a program that leads a session, and on POSIX everybody in it."""
    import contextlib  # noqa: PLC0415
    import signal  # noqa: PLC0415

    if not hasattr(os, "killpg"):
        program.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):  # it ended just now; macOS refuses for zombies
        os.killpg(program.pid, signal.SIGKILL)
