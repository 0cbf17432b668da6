"""The folder of the modules that were written in cells: on ``sys.path``, private to a kernel, gone with it."""

from __future__ import annotations

import atexit
import importlib
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import psutil

_PREFIX = "worker-cells-"
_OLD = 86_400  # seconds; a younger one may belong to a kernel in another container


class WorkerFolder:
    """The folder and its files. It is made when somebody asks for its path."""

    def __init__(self) -> None:
        self._newest = 0

    @cached_property
    def path(self) -> Path:
        """Where it is."""
        sweep(Path(tempfile.gettempdir()))
        path = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
        sys.path.append(path)  # last: it hides nothing
        atexit.register(_remove, path, os.getpid())
        return Path(path)

    def file(self, name: str) -> Path:
        """Return where the module of that name is, or would be."""
        return self.path / f"{name}.py"

    def write(self, name: str, text: str | None) -> str | None:
        """Write a module's file, or remove it if there is no text; return the text that it had.

        Python takes compiled code for valid if the file's time, in whole seconds, and its size are the same: so no two
        versions get the same time.
        """
        path = self.file(name)
        old = path.read_text(encoding="utf-8") if path.exists() else None
        if text is None:
            path.unlink(missing_ok=True)
            return old
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        self._newest = max(int(time.time()), self._newest + 1)
        os.utime(new, (self._newest, self._newest))
        new.replace(path)  # in one step: a child that imports right now gets the old text or the new one
        importlib.invalidate_caches()
        return old


def sweep(place: Path) -> None:
    """Remove folders of kernels that were killed, and so could not do it themselves."""
    for folder in place.glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError):
            if owner.isdecimal() and not psutil.pid_exists(int(owner)) and time.time() - folder.stat().st_mtime > _OLD:
                shutil.rmtree(folder, ignore_errors=True)


def _remove(folder: str, pid: int) -> None:
    if os.getpid() == pid:  # not in a forked child
        shutil.rmtree(folder, ignore_errors=True)
