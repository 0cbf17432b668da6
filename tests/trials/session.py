"""A notebook in a kernel and a temp folder of its own, which can be disturbed, and must leave nothing behind."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import nbformat
import psutil
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).parents[2]
TOKEN = "COURSE_TRIAL"
GONE = 5.0  # seconds in which everything must have gone
CELL = 180.0  # seconds that a cell may take, as for nbval
PATIENCE = 6.0  # seconds after which a learner stops a cell that a killed child has left waiting
HELPERS = "multiprocessing.resource_tracker", "multiprocessing.forkserver"
KEPT = "worker-cells-", "pymp-"  # what a living kernel may have in the temp folder


class Failed(Exception):  # noqa: N818 - a verdict
    """The course did not survive."""


class Cell(NamedTuple):
    """A code cell: its source and whether it is stored with an error."""

    source: str
    fails: bool = False


def code_cells(path):
    """Return the code cells of a notebook."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [
        Cell(
            cell.source,
            any(output.output_type == "error" for output in cell.outputs),
        )
        for cell in cells
    ]


class Session:
    """One kernel and all that it starts.

    Everything that it starts has a token in its environment, so that orphans and grandchildren are found, too.
    """

    def __init__(self, path, method, *, temp=None, prefix=(), before=None, kept=(), **environment):  # noqa: PLR0913
        self.path, self.method = Path(path), method
        self.temp = Path(temp or tempfile.mkdtemp(prefix="trial-"))
        self._own_temp = temp is None
        self._progress = tempfile.mkdtemp(prefix="trial-progress-")
        self.token = uuid.uuid4().hex
        self.environment = {
            **os.environ,
            TOKEN: self.token,
            "COURSE_START_METHOD": method,
            "COURSE_PROGRESS": self._progress,
            "TMPDIR": str(self.temp),
            **environment,
        }
        self._prefix, self._before, self._kept = list(prefix), before, tuple(kept)
        self.manager = None
        self.cell_failed = False

    def __enter__(self):
        self._log = open(os.path.join(self._progress, "kernel.log"), "wb")
        self._start()
        return self

    def _start(self):
        self.manager = KernelManager(kernel_name="python3")
        self.manager.kernel_spec.argv[:1] = [*self._prefix, sys.executable]
        extra = {"preexec_fn": self._before} if self._before else {}
        self.manager.start_kernel(
            env=self.environment, cwd=str(self.path.parent), stdout=self._log, stderr=self._log, **extra
        )
        self.cell_failed = False
        self._connect()

    def _connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def __exit__(self, *_):
        with suppress(Exception):
            self.client.stop_channels()
        with suppress(Exception):
            self.manager.shutdown_kernel(now=True)
        for process in self.members():
            with suppress(psutil.Error):
                process.kill()
        self._log.close()
        shutil.rmtree(self._progress, ignore_errors=True)
        if self._own_temp:
            shutil.rmtree(self.temp, ignore_errors=True)

    @property
    def pid(self):
        return self.manager.provisioner.pid

    # --- running cells ----------------------------------------------------------------------------------------------

    def start(self, cell):
        """Start a cell; return what identifies its reply.

        The kernel has taken it up then: before that, ipykernel ignores interrupts.
        """
        # Else a cell that is sent while ipykernel still ends one with an error is not run.
        message = self.client.execute(cell.source, allow_stdin=False, stop_on_error=False)
        limit = time.monotonic() + CELL
        while True:
            try:
                told = self.client.get_iopub_msg(timeout=max(0.01, limit - time.monotonic()))
            except queue.Empty:
                raise Failed(f"not taken up in {CELL:g} s: {cell.source[:200]!r}") from None
            if told["msg_type"] == "execute_input" and told["parent_header"].get("msg_id") == message:
                return message

    def finish(self, message, seconds=CELL):
        """Wait for a cell's end; return the name of its error, or an empty string. None: it runs on."""
        limit = time.monotonic() + seconds
        while True:
            try:
                reply = self.client.get_shell_msg(timeout=max(0.01, limit - time.monotonic()))
            except queue.Empty:
                return None
            if reply["parent_header"].get("msg_id") == message:
                return reply["content"].get("ename", "")

    def run(self, cell):
        """Run a cell to its end; a cell that does not end is a failure."""
        ended = self.finish(self.start(cell))
        if ended is None:
            raise Failed(f"did not end in {CELL:g} s: {cell.source[:200]!r}")
        return ended

    def answers(self):
        """Fail if the kernel does not."""
        ended = self.finish(self.client.execute("6 * 7"), 20)
        if ended != "":
            raise Failed(f"the kernel does not answer: {ended}")

    # --- disturbing -------------------------------------------------------------------------------------------------

    def interrupt(self):
        self.manager.interrupt_kernel()

    def restart(self, *, hard=False):
        """Restart as JupyterLab does, or after a SIGKILL."""
        self.client.stop_channels()
        if hard:
            psutil.Process(self.pid).kill()
            with suppress(Exception):
                self.manager.shutdown_kernel(now=True)
            self.nothing_is_left(alive=False)
            self._start()
        else:
            self.manager.restart_kernel()
            self.cell_failed = False
            self._connect()
        self.nothing_is_left()

    def shut_down(self):
        """End it as JupyterLab does."""
        self.client.stop_channels()
        self.manager.shutdown_kernel()
        self.nothing_is_left(alive=False)

    def run_patiently(self, cell):
        """Run a cell to its end; see `end_of_a_cell`."""
        self.end_of_a_cell(self.start(cell), cell)

    def end_of_a_cell(self, message, cell):
        """Wait as a learner does: stop the cell when it takes too long.

        Processes of a cell that ends in an error which the lesson does not have (no room on the disk, no fork server)
        stay for the next cell, as a pool in a variable does after any error, and are not looked for until the
        kernel's end.
        """
        ended = self.finish(message, PATIENCE)
        for _ in range(3):
            if ended is not None:
                break
            self.interrupt()
            ended = self.finish(message, 10)
        if ended is None:
            self.answers()  # ipykernel sends no reply for a cell that was interrupted before its first line
        if not cell.fails and ended not in ("", "KeyboardInterrupt"):
            self.cell_failed = True

    # --- looking ----------------------------------------------------------------------------------------------------

    def members(self):
        """Return everything that the kernel has started, itself included."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get(TOKEN) == self.token and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def children(self):
        """Return what runs beside the kernel, its guardian and multiprocessing's helpers."""
        return [process for process in self.members() if not self._may_stay(process)]

    def _may_stay(self, process):
        try:
            guards = f"guardian.py {self.pid} " in " ".join(process.cmdline())
        except psutil.Error:
            return True
        return guards or process.pid == self.pid or is_helper(process, self.pid)

    def nothing_is_left(self, *, alive=True):
        """Fail if within 5 s not everything has gone that should.

        Parameters
        ----------
        alive : bool
            Whether the kernel lives: then its helpers may, too, and children that wait for a later cell.
        """
        limit = time.monotonic() + GONE
        while True:
            processes = self.members() if not alive else [] if self.cell_failed else self.children()
            kept = (*self._kept, *(KEPT if alive else ()))
            folders = [entry.name for entry in self.temp.iterdir() if not (kept and entry.name.startswith(kept))]
            if not processes and not folders:
                return
            if time.monotonic() > limit:
                raise Failed(f"left behind after {GONE:g} s: {[describe(p) for p in processes]} {folders}")
            time.sleep(0.05)


def is_helper(process, parent):
    """Return whether a process is its parent's resource tracker or fork server, or has ended."""
    try:
        command = " ".join(process.cmdline())
        return any(name in command for name in HELPERS) and process.ppid() == parent  # its children have it, too
    except psutil.Error:
        return True


def describe(process):
    """Return a process in a line."""
    try:
        return f"{process.pid} of {process.ppid()}, {process.status()}: {' '.join(process.cmdline())[:150]}"
    except psutil.Error:
        return f"{process.pid}, ended"


def passes(path, method, *, prefix=(), before=None, **environment):
    """Fail if the notebook does not give its stored outputs, as nbval compares them, to who has passed nothing yet."""
    with tempfile.TemporaryDirectory(prefix="trial-progress-") as nothing:
        forced = {"COURSE_START_METHOD": method, "COURSE_PROGRESS": nothing}
        done = subprocess.run(
            [*prefix, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(path)],
            cwd=ROOT, env={**os.environ, **forced, **environment}, preexec_fn=before,
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
    if done.returncode:
        _, _, failures = done.stdout.partition(" FAILURES ")
        raise Failed(f"the notebook does not pass: {(failures or done.stdout)[:3000]}")
