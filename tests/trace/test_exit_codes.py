"""How a fork server's child has ended is told to all who ask, also at once."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import connection

import pytest

import talking
from helpers.live import watch
from helpers.trace import exit_codes, wraps
from watched import SOON

pytestmark = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="this platform has no fork server"
)


@pytest.fixture(scope="module")
def context():
    """Give the fork server's context, and no fork server afterwards."""
    return multiprocessing.get_context("forkserver")


@pytest.fixture
def together(monkeypatch):
    """Let two threads that wait for a process go on when both know that it has ended; give an event: one knows."""
    wait, both, here, known = connection.wait, threading.Barrier(2), threading.local(), threading.Event()

    def wait_for_both(*args, **kwargs):
        found = wait(*args, **kwargs)
        if found:
            known.set()
            with suppress(threading.BrokenBarrierError):  # one of them is kept from asking: it comes later
                both.wait(0.2 if hasattr(here, "met") else SOON)
            here.met = True
        return found

    monkeypatch.setattr(connection, "wait", wait_for_both)
    return known


def killed_child(context):
    child = context.Process(target=talking.nap, args=(SOON,))
    child.start()
    child.kill()
    return child


def codes_told(child):
    """Return what two threads are told that ask at once, and what stays."""
    with ThreadPoolExecutor(2) as executor:
        codes = list(executor.map(lambda _: child._popen.poll(0), range(2)))
    return [*codes, child.exitcode]


def test_a_block_tells_each_thread(context, together):
    """Two threads of the program may ask at the same moment."""
    with watch() as recording:
        assert codes_told(killed_child(context)) == [-signal.SIGKILL] * 3
    assert [process.exit_code for process in recording.processes if process.role == "worker"] == [-signal.SIGKILL]


def test_a_blocks_end_leaves_a_thread_its_answer(context, together):
    """It asks how children have ended, when a thread of the program may be about to be told."""
    with ThreadPoolExecutor(1) as executor:
        with watch() as recording:
            child = killed_child(context)
            code = executor.submit(child._popen.poll, 0)
            assert together.wait(SOON)
        assert (code.result(SOON), child.exitcode) == (-signal.SIGKILL,) * 2
    assert [process.exit_code for process in recording.processes if process.role == "worker"] == [-signal.SIGKILL]


def test_a_kernel_tells_each_thread(context, together, monkeypatch):
    """It asks after it has ended what a cell has started; what a block wraps leaves what the kernel has."""
    monkeypatch.setattr(wraps, "_patches", {wraps.BLOCK: [], wraps.KERNEL: []})
    from multiprocessing import popen_forkserver

    monkeypatch.setattr(popen_forkserver.Popen, "poll", popen_forkserver.Popen.poll)  # put back at the end
    exit_codes.install()
    exit_codes.install()
    assert wraps.replaced() == [("Popen.poll", "helpers.trace.exit_codes", wraps.KERNEL)]
    with watch():
        pass
    assert codes_told(killed_child(context)) == [-signal.SIGKILL] * 3
