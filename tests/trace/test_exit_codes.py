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


def codes_of_a_killed_child(context, monkeypatch):
    """Return what two threads are told that ask how a child has ended, each when the other knows of an answer, too."""
    child = context.Process(target=talking.nap, args=(SOON,))
    child.start()
    child.kill()
    wait, both = connection.wait, threading.Barrier(2)

    def wait_for_both(*args):
        found = wait(*args)
        with suppress(threading.BrokenBarrierError):  # one of them is kept from asking: it comes later
            both.wait(0.2)
        return found

    monkeypatch.setattr(connection, "wait", wait_for_both)
    with ThreadPoolExecutor(2) as executor:
        codes = list(executor.map(lambda _: child._popen.poll(0), range(2)))
    child.join()
    return [*codes, child.exitcode]


def test_a_block_tells_each_thread(context, monkeypatch):
    """At its end it asks how children have ended, when a thread of the program may be about to."""
    with watch() as recording:
        assert codes_of_a_killed_child(context, monkeypatch) == [-signal.SIGKILL] * 3
    assert [process.exit_code for process in recording.processes if process.role == "worker"] == [-signal.SIGKILL]


def test_a_kernel_tells_each_thread(context, monkeypatch):
    """It asks after it has ended what a cell has started; what a block wraps leaves what the kernel has."""
    monkeypatch.setattr(wraps, "_patches", {wraps.BLOCK: [], wraps.KERNEL: []})
    from multiprocessing import popen_forkserver

    monkeypatch.setattr(popen_forkserver.Popen, "poll", popen_forkserver.Popen.poll)  # put back at the end
    exit_codes.install()
    exit_codes.install()
    assert wraps.replaced() == [("Popen.poll", "helpers.trace.exit_codes", wraps.KERNEL)]
    with watch():
        pass
    assert codes_of_a_killed_child(context, monkeypatch) == [-signal.SIGKILL] * 3
