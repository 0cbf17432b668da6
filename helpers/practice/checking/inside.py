"""Runs an answer, in the sacrificial process that `helpers.practice.checking.attempt` has made for it.

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

from helpers.live.text import MACHINERY
from helpers.live.watch import watch
from helpers.practice.exercise import Odd, Trial

if TYPE_CHECKING:
    from helpers.live.recording import Recording, Snapshot

REQUEST = "request"
REPORT = "report"

_GRACE = 0.5  # seconds that a child which is about to end may take for it after the answer has returned
_BEGIN = 5.0  # seconds that a child which is still being started may take before that: a machine can be slow
_PARTS = 100_000  # elements of a value; a larger one is not compared


def main() -> None:
    """Run the answer that the request file in the folder ``argv[1]`` names, and report."""
    folder = Path(sys.argv[1])
    with (folder / REQUEST).open("rb") as file:
        request: dict[str, Any] = pickle.load(file)  # noqa: S301 - our own kernel wrote it
    threading.Thread(target=_end_with_the_kernel, daemon=True).start()
    multiprocessing.set_start_method(request["method"], force=True)
    report = _Report(folder, request["seconds"])
    block = watch()
    report.recording = block.__enter__()
    threading.Thread(target=report.at_deadline, daemon=True).start()
    mine = os.getpid()
    trial = _run(request)
    if os.getpid() != mine:  # a bare os.fork() in the answer: this is its child
        os._exit(0)
    report.returned = True
    _wait_for_those_who_end(report.recording)
    with redirect_stdout(io.StringIO()):  # outside a notebook it prints the tree
        block.__exit__(None, None, None)
    report.hand_over(trial)
    threading.Event().wait()  # to be ended


def _run(request: dict[str, Any]) -> dict[str, Any]:
    try:
        module = importlib.import_module(request["module"])
        function = getattr(module, request["function"])
        value = function(*request["arguments"])
    except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt of the answer, too
        return {"ending": "raised", **_described(error, request["module"])}
    return {"ending": "returned", "value": plain(value)}


def _described(error: BaseException, module: str) -> dict[str, Any]:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).stem == module]
    place = {"line": frames[-1].lineno, "source": (frames[-1].line or "").strip()} if frames else {}
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a class of the answer may do anything
        message = ""
    return {"error": type(error).__name__, "message": message[:1000], **place}


class _Report:
    """Hands over what came out, once: at the answer's end or at the deadline."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.recording: Recording
        self.returned = False
        self._folder = folder
        self._seconds = seconds
        self._lock = threading.Lock()

    def at_deadline(self) -> None:
        time.sleep(self._seconds)
        if not self.returned:
            self.hand_over({"ending": "deadline"})

    def hand_over(self, found: dict[str, Any]) -> None:
        """Write the report, in one step."""
        if not self._lock.acquire(blocking=False):
            threading.Event().wait()
        snapshot: Snapshot = self.recording.snapshot
        trial = Trial(snapshot=snapshot, seconds=self._seconds, **found)
        new = self._folder / (REPORT + ".new")
        with new.open("wb") as file:
            pickle.dump(trial, file)
        new.replace(self._folder / REPORT)


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


def plain(value: Any) -> Any:  # noqa: ANN401 - that is the question
    """Return `value` if it is plain data, with `Odd` in place of what is not."""
    try:
        return _plain(value, [_PARTS])
    except RecursionError:
        return Odd("something that contains itself")


def _plain(value: Any, left: list[int]) -> Any:  # noqa: ANN401
    left[0] -= 1
    if left[0] < 0:
        return Odd("too much to compare")
    kind = type(value)
    if kind in {type(None), bool, int, float, str, bytes}:
        return value
    if kind in {list, tuple, set, frozenset}:
        return kind(_plain(part, left) for part in value)
    if isinstance(value, dict):  # a Counter or a defaultdict is as good
        return {_plain(key, left): _plain(part, left) for key, part in value.items()}
    with suppress(Exception):
        return Odd(repr(value)[:200])
    return Odd(f"an object of class {kind.__name__}")


def _end_with_the_kernel() -> None:
    """End this process and its family when the kernel has gone: then the other end of the pipe is closed."""
    with suppress(Exception):
        os.read(0, 1)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
