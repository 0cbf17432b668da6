"""Waits for a kernel to end, and ends what it has left running: a process of its own, started by `start`.

A kernel that is killed hard (SIGKILL, no memory left, a crash) can't clean up: its children run on, their trace folder
stays. A guardian does it instead. It is no descendant of the kernel (it was forked twice), so that neither the live
picture nor ``active_children`` shows it and nobody has to wait for it. It looks for the kernel instead of waiting at a
pipe from it: a forked child would inherit the pipe's other end.

This file is also the program of the process in between, which starts the guardian and ends at once; so it imports
little before that. What the guardian does then stands in `helpers.processes.guard`.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def start() -> None:
    """Start the guardian of this process; a second call changes nothing.

    Where no process can be started, as there are too many, there is none.
    """
    import psutil  # noqa: PLC0415 - the process in between must not pay for it

    from helpers.processes.guard import MARK  # noqa: PLC0415

    if os.environ.get(MARK, "").startswith(f"{os.getpid()}-"):
        return
    environment = {key: value for key, value in os.environ.items() if key != MARK}
    os.environ[MARK] = f"{os.getpid()}-{secrets.token_hex(8)}"
    facts = [os.getpid(), psutil.Process().create_time(), os.environ[MARK], tempfile.gettempdir(), _socket_folder()]
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.Popen(  # noqa: S603 - this file
            [sys.executable, "-P", __file__, *map(str, facts)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        ).wait(10)


def _socket_folder() -> str:
    """Return the folder of multiprocessing's sockets, which it makes now so that its name is known."""
    from multiprocessing import util  # noqa: PLC0415 - in the kernel only

    try:
        return str(util.get_temp_dir())
    except OSError:  # a full disk
        return ""


# --- the process in between, which starts the guardian --------------------------------------------------------------


def main() -> None:
    """Become a process that nobody waits for, and guard the kernel that the command line names."""
    facts = sys.argv[1:]
    if hasattr(os, "fork"):
        if os.fork():
            os._exit(0)
    elif facts[-1] != "alone":  # Windows: a child outlives its parent
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", __file__, *facts, "alone"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            | getattr(subprocess, "DETACHED_PROCESS", 0),
        )
        return
    os.chdir(Path(__file__).anchor)  # keep no folder busy
    sys.path.append(str(Path(__file__).parents[2]))
    from helpers.processes.guard import Guardian  # noqa: PLC0415

    pid, born, mark, temp, sockets = facts[:5]
    Guardian(int(pid), float(born), mark, temp, sockets).run()


if __name__ == "__main__":
    main()
