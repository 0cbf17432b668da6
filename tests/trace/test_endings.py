"""Processes that multiprocessing has not made: they are seen however short they live, with the way they ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from helpers.live import watch
from helpers.record.history import History
from helpers.record.sampler import Reading
from helpers.trace.log import FORKED
from watched import until

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")


def made(recording):
    """Return the processes of the block; another test may have left multiprocessing's helpers to this process."""
    return [process for process in recording.processes if process.role in {"worker", "subprocess"}]


def outcomes(recording):
    return [(process.name, process.role, process.outcome) for process in made(recording)]


@needs_fork
@pytest.mark.parametrize("wait", [lambda pid: os.waitpid(pid, 0), lambda _: os.wait(), lambda pid: os.wait4(pid, 0)])
def test_a_fork_that_lives_for_a_moment(wait):
    """Its exit code is told whichever function waits for it, and its life lies within the block."""
    with watch() as recording:
        pid = os.fork()
        if not pid:
            os._exit(3)
        wait(pid)
    assert outcomes(recording) == [("forked process", "worker", "exit 3")]
    [child] = made(recording)
    assert (child.pid, child.parent) == (pid, "0")
    assert child.started <= child.ended <= recording.duration


@needs_fork
def test_a_fork_that_is_killed_at_once():
    """The signal that killed it is told by name."""
    with watch() as recording:
        pid = os.fork()
        if not pid:
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(pid, 0)
    assert outcomes(recording) == [("forked process", "worker", "SIGKILL")]


@needs_fork
def test_forks_of_forks():
    """A fork's own fork is told with its exit code, as a child of the first."""
    with watch() as recording:
        pid = os.fork()
        if not pid:
            inner = os.fork()
            if not inner:
                os._exit(2)
            os._exit(os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1]) + 1)
        os.waitpid(pid, 0)
    outer, inner = made(recording)
    assert (outer.outcome, inner.outcome, inner.parent) == ("exit 3", "exit 2", outer.id)


@needs_fork
def test_nobody_asks_for_the_exit_code():
    """Its end and exit code are told though nobody waits for it, and waiting later still works."""
    with watch() as recording:
        pid = os.fork()
        if not pid:
            os._exit(4)
        until(lambda: [one for one in made(recording) if one.ended is not None])
    os.waitpid(pid, 0)
    assert outcomes(recording) == [("forked process", "worker", "exit 4")]


@needs_fork
def test_a_fork_that_becomes_another_program():
    """After `exec` it is a subprocess with the name of its program."""
    with watch() as recording:
        pid = os.fork()
        if not pid:
            os.execvp("sleep", ["sleep", "0"])  # noqa: S606
        os.waitpid(pid, 0)
    assert outcomes(recording) == [("sleep", "subprocess", "exit 0")]


def test_a_sample_misses_it_before_its_exit_code_is_read():
    """The code counts all the same."""
    history = History(0, 10, "main process", leaves_zombies=True)
    child = f"0{FORKED}20"

    def reading(pid, ppid):
        return Reading(pid, ppid, born=1.0, time=2, zombie=False, on_cpu=False, cpu_seconds=0.0, memory=1)

    history.event(child, {"t": 1, "kind": "running", "pid": 20})
    history.sample(2, [reading(10, 1), reading(20, 10)], lambda _: [])
    history.sample(4, [reading(10, 1)], lambda _: [])
    history.event("0", {"t": 3, "kind": "collected", "pid": 20, "code": 6})
    [_, process] = history.snapshot(5, live=False).processes
    assert (process.id, process.exit_code) == (child, 6)


@needs_fork
def test_the_environment_may_be_given_by_name():
    """As everywhere, a call under `watch` may be written as it may be without."""
    with watch() as recording:
        pid = os.fork()
        if not pid:
            try:
                os.execve(sys.executable, [sys.executable, "-c", "raise SystemExit(7)"], env=dict(os.environ))  # noqa: S606
            finally:
                os._exit(1)
        os.waitpid(pid, 0)
    [program] = made(recording)
    assert program.exit_code == 7


def test_the_return_code_of_a_program():
    """A program that `subprocess` runs is told with its return code, also when it was killed."""
    code = "import sys; sys.stdin.read(); sys.exit(5)"
    with watch() as recording:
        with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as program:
            until(lambda: len(made(recording)) > 0)
            program.communicate(timeout=20)
        killed = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        until(lambda: len(made(recording)) > 1)
        killed.kill()
        killed.wait(20)
    assert [process.exit_code for process in made(recording)] == [5, killed.returncode]


def test_nothing_of_it_stays():
    """After the block the functions of `os` and `subprocess` are the ones from before."""
    before = os.waitpid, os._exit, os.execv, subprocess.Popen._handle_exitstatus if os.name == "posix" else None
    with watch():
        time.sleep(0)
    assert before == (
        os.waitpid, os._exit, os.execv, subprocess.Popen._handle_exitstatus if os.name == "posix" else None,
    )  # fmt: skip
