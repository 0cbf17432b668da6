"""Worker functions of lesson 10.

A worker process or interpreter must be able to import what it runs. That is why these stand in a file, and not in a
notebook cell.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time

from helpers.trace import say

# --- the photo lab -----------------------------------------------------------------------------------------


def develop(film: str, seconds: float = 0.3) -> str:
    """Develop a film, which takes some time. A fogged one can't be developed; a jammed one breaks the machine."""
    time.sleep(seconds)
    if film == "fogged":
        raise ValueError(f"no photos on the film {film!r}")
    if film == "jammed":  # the process dies, as when memory runs out; Windows has no SIGKILL
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return f"{film}: 36 photos"


chemicals: list[str] = []


def mix(names: list[str]) -> None:
    """Prepare what each worker needs once."""
    time.sleep(0.1)
    chemicals.extend(names)
    say("mixed", *names)


def develop_with_chemicals(film: str) -> str:
    """Develop a film with what `mix` has prepared in this worker."""
    time.sleep(0.2)
    return f"{film}: 36 photos with {len(chemicals)} chemicals"


def pid_after(seconds: float) -> int:
    """Take some time, and return who did it: the pid."""
    time.sleep(seconds)
    return os.getpid()


# --- one task of each kind ---------------------------------------------------------------------------------


def compute(number: int) -> int:
    """Compute in plain Python: add many numbers."""
    total = 0
    for n in range(700_000):
        total += n * n % 7
    return total + number


def wait(number: int) -> int:
    """Wait, as for a server."""
    time.sleep(0.1)
    return number


def call_c(number: int) -> str:
    """Call a function written in C that releases the GIL while it works."""
    return hashlib.pbkdf2_hmac("sha256", b"secret", bytes(number), 100_000).hex()


def last_byte(photo: bytes) -> int:
    """Do next to nothing with something big."""
    return photo[-1]
