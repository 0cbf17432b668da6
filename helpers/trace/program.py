"""What a whole program tells that runs under ``python -m helpers watch``: it is told to begin before its first line."""

from __future__ import annotations

import os

from . import endings, wraps
from . import log as logs

START_METHOD = "COURSE_START_METHOD"
"""As in `helpers.ground.facts`, which does not reach into a program."""


def begin(folder: str) -> None:
    """Let this process write what it does to a folder.

    Nothing is imported for that: `multiprocessing` is wrapped once the program imports it, and so the order of what
    happens at its end stays the same.

    Parameters
    ----------
    folder : str
        Of the recording.
    """
    log = logs.Log(folder, "0")
    if not log.is_read():
        return
    log.open()
    logs.follow(log)
    log.write("running", pid=os.getpid())
    endings.wrap_os()
    wraps.when_imported("subprocess", f"{__package__}.endings")
    wraps.when_imported("multiprocessing.context", f"{__package__}.program")


def wrap_context(context: object) -> None:
    """Install what tells of processes, and make the start method that was asked for the default."""
    from . import hooks  # noqa: PLC0415 - it imports multiprocessing

    method = os.environ.get(START_METHOD)
    methods = getattr(context, "_concrete_contexts", {})
    if method in methods:  # the default, not the choice: a program may still choose
        context._default_context._default_context = methods[method]  # type: ignore[attr-defined]  # noqa: SLF001
    hooks.install()
