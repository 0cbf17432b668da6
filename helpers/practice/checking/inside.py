"""Runs an answer, inside the sacrificial process that `helpers.practice.checking.attempt` has made for it.

It runs under `helpers.live.watch` and hands back what came out and the recording, also when the answer does not end.
Afterwards it waits to be ended, together with all that the answer has started.
"""

from __future__ import annotations

import importlib
import io
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.ground.machinery import MACHINERY
from helpers.practice.checking.report import Report
from helpers.practice.checking.values import plain
from helpers.watch.block import watch

if TYPE_CHECKING:
    from helpers.watch.recording import Recording

REQUEST = "request"

_GRACE = 0.5  # seconds that a child which is about to end may take for it after the answer has returned
_BEGIN = 5.0  # seconds that a child which is still being started may take before that: a machine can be slow


def main() -> None:
    """Run the answer that the request file in the folder ``argv[1]`` names, and report."""
    folder = Path(sys.argv[1])
    with (folder / REQUEST).open("rb") as file:
        request: dict[str, Any] = pickle.load(file)  # noqa: S301 - our own kernel wrote it
    threading.Thread(target=_end_with_the_kernel, daemon=True).start()
    multiprocessing.set_start_method(request["method"], force=True)
    block = watch()
    recording = block.__enter__()
    report = Report(folder, recording, request["seconds"])
    mine = os.getpid()
    found = _run(request["module"], request["arguments"])
    if os.getpid() != mine:  # a bare os.fork() in the answer: this is its child
        os._exit(0)
    report.returned = True
    _wait_for_those_who_end(recording)
    with redirect_stdout(io.StringIO()):  # outside a notebook it prints the tree
        block.__exit__(None, None, None)
    report.hand_over(found)
    threading.Event().wait()  # to be ended


def _run(name: str, arguments: tuple[Any, ...]) -> dict[str, Any]:
    try:
        value = importlib.import_module(name).main(*arguments)
    except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt of the answer, too
        return {"ending": "raised", **_described(error, name)}
    return {"ending": "returned", "value": plain(value)}


def _described(error: BaseException, module: str) -> dict[str, Any]:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).stem == module]
    place = {"line": frames[-1].lineno, "source": (frames[-1].line or "").strip()} if frames else {}
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a class of the answer may do anything
        message = ""
    return {"error": type(error).__name__, "message": message[:1000], **place}


def _wait_for_those_who_end(recording: Recording) -> None:
    """Give children that are about to end a moment; who is still there then was left behind."""
    began = time.monotonic()
    limit = began + _GRACE
    while time.monotonic() < limit:
        children = [one for one in recording.processes if one.parent is not None and one.role not in MACHINERY]
        alive = [child for child in children if child.ended is None]
        if not alive:
            break
        if any(child.running is None for child in alive):
            limit = min(began + _BEGIN, time.monotonic()) + _GRACE
        time.sleep(0.02)


def _end_with_the_kernel() -> None:
    """End this process and its family when the kernel has gone: then the other end of the pipe is closed."""
    with suppress(Exception):
        os.read(0, 1)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
