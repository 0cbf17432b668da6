"""Lets a program that runs in the place of this process have the signals that this process gets."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from types import FrameType, TracebackType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGBREAK")
_KEYS = ("SIGINT", "SIGQUIT", "SIGBREAK")  # a terminal sends them to all processes of its foreground group
_LOOK = 0.1  # seconds between two looks where a signal does not end the wait


class Relay:
    """Passes signals on to a program, between entering and leaving.

    What a terminal's key has sent (Ctrl-C) is not passed on: the program is in the same process group, and so has it
    already. Linux tells the two apart (``si_code``); elsewhere a program in the foreground is taken to have it.

    A signal that is ignored now stays so, for the program, too.
    """

    def __init__(self) -> None:
        self._before: dict[int, object] = {}
        self._early: list[int] = []
        self._mask: set[int] | None = None
        self._waits = hasattr(signal, "sigtimedwait")

    def __enter__(self) -> Relay:  # noqa: PYI034
        """Let no signal end this process."""
        for number in (getattr(signal, name, None) for name in _NAMES):
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                with suppress(OSError, ValueError):
                    self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let signals do what they did before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        if self._mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, self._mask)

    def begin(self) -> None:
        """Wait for signals instead of handling them, once the program is there: it must not inherit that."""
        if self._waits:
            self._mask = set(signal.pthread_sigmask(signal.SIG_BLOCK, self._awaited()))

    def step(self, program: subprocess.Popen[bytes]) -> int | None:
        """Wait a moment, or until something happens, and pass on what has come.

        Returns
        -------
        int or None
            The signal that shall stop this process, as Ctrl-Z does.
        """
        for number in self._early:
            self._pass_on(program, number, from_key=_in_foreground())
        self._early.clear()
        if self._mask is None:
            with suppress(Exception):
                program.wait(_LOOK)
            return None
        found = signal.sigtimedwait(self._awaited(), _LOOK)
        if found is None or found.si_signo == signal.SIGCHLD:
            return None
        if found.si_signo == signal.SIGTSTP:
            return found.si_signo
        self._pass_on(program, found.si_signo, from_key=found.si_code > 0)
        return None

    def _awaited(self) -> set[int]:
        return {*self._before, signal.SIGCHLD, signal.SIGTSTP}

    def _note(self, number: int, _: FrameType | None) -> None:
        self._early.append(number)

    @staticmethod
    def _pass_on(program: subprocess.Popen[bytes], number: int, *, from_key: bool) -> None:
        if from_key and signal.Signals(number).name in _KEYS:
            return
        with suppress(OSError, ValueError):
            program.send_signal(number)


def _in_foreground() -> bool:
    """Tell whether a terminal sends its signals to this process; Windows sends them to all of a console."""
    if sys.platform == "win32":
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


def end_like(code: int) -> None:
    """End this process as the program has ended: by the same signal, or with its exit code.

    Parameters
    ----------
    code : int
        As in `subprocess.Popen.returncode`: negative for a signal.
    """
    if code < 0 and sys.platform != "win32":
        with suppress(OSError, ValueError, ImportError):
            import resource  # noqa: PLC0415 - not on Windows

            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
            if -code not in {signal.SIGKILL, signal.SIGSTOP}:
                signal.signal(-code, signal.SIG_DFL)
            os.kill(os.getpid(), -code)
        code = 128 - code  # a signal that ends nobody here
    sys.exit(code)
