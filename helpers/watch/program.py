"""A whole program, watched from outside: from its first line to its end, however it ends.

It is a process of its own with this one's standard streams, folder and process group; this process only reads what the
program's processes tell, so what is known of one that is killed, or that leaves by ``os._exit``, stays.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import psutil

import helpers.trace
from helpers.record.history import History
from helpers.trace import log as logs
from helpers.watch import sampling
from helpers.watch.collector import Collector
from helpers.watch.folder import Folder
from helpers.watch.relay import Relay
from helpers.watch.sampling import Sampling

if TYPE_CHECKING:
    from helpers.record.snapshot import Snapshot

_CUSTOMIZE = Path(helpers.trace.__file__).with_name("customize")
_LINGER = 0.5  # seconds that the program's children get to end after it, before they count as running on
_NOT_PASSED_ON = {"-I", "-E", "-S", "-P"}  # the first three would keep the program from telling, the last is ours


class Screen(sampling.Screen, Protocol):
    """Where the recording is seen while it is made."""

    def close(self) -> None:
        """Take away what is drawn."""


def run(words: list[str], name: str, screen: Screen) -> tuple[Snapshot, int]:
    """Run a Python program to its end; return what happened, and its exit code, negative for a signal.

    Parameters
    ----------
    words : list of str
        What follows ``python`` on the command line: a script, or ``-m`` and a module, and arguments.
    name : str
        What the program is called in the recording.
    screen : Screen
        Shows the recording while it is made.

    Raises
    ------
    OSError
        If the program can't be started.
    """
    folder = Folder()
    notes, environment = [], dict(os.environ)
    try:
        path = folder.make()
        (path / logs.PRINTS).touch()
        environment["COURSE_WATCHED"] = str(path)
        own = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = os.pathsep.join([str(_CUSTOMIZE), *([own] if own else [])])
    except OSError as error:
        notes.append(f"The program can't tell what it does, as there is no room for it: {error.strerror}.")
    try:
        with Relay() as relay:
            start = time.monotonic_ns()
            program = subprocess.Popen([sys.executable, *_flags(), *words], env=environment)  # noqa: S603 - on purpose
            relay.begin()
            history = History(start, program.pid, name, leaves_zombies=sys.platform != "win32", runs=False)
            history.notes += notes
            return _follow(program, history, Collector(history, folder.tail, program.pid), screen, relay, folder)
    finally:
        folder.close()
        folder.remove()


def _flags() -> list[str]:
    """Return the interpreter's own options, as ``-X dev`` or ``-W error``."""
    words = sys.orig_argv[1:]
    own = words[: words.index("-m")] if "-m" in words else []
    return [word for word in own if word not in _NOT_PASSED_ON]


def _follow(  # noqa: PLR0913, PLR0917 - the parts of a recording
    program: subprocess.Popen[bytes], history: History, collector: Collector, screen: Screen, relay: Relay,
    folder: Folder,
) -> tuple[Snapshot, int]:  # fmt: skip
    looking = Sampling(collector, screen)
    looking.start()
    try:
        while program.poll() is None:
            if relay.step(program) is not None:
                screen.close()
                os.kill(os.getpid(), signal.SIGSTOP)  # until the shell lets both go on
        ended = history.seconds(time.monotonic_ns())
        _wait_for_the_rest(history)
    finally:
        looking.stop()
        with suppress(OSError):
            screen.close()
    collector.read_events()
    history.end_of_root(ended, program.returncode)
    if screen.is_on:
        with suppress(OSError):  # as above: the terminal may be gone
            screen.draw(screen.frame(collector.snapshot(brief=True)))
            screen.close()
    folder.close()
    return collector.finish(time.monotonic_ns()), program.returncode


def _wait_for_the_rest(history: History) -> None:
    """Give the program's children a moment to end, too."""
    limit = time.monotonic() + _LINGER
    while time.monotonic() < limit and any(map(_runs, history.expected()[1:])):
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
