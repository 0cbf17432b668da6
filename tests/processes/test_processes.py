"""Families of processes are ended: all of theirs, nobody else's."""

import subprocess
import sys
import time

import psutil
import pytest

from helpers.processes import ending, session
from helpers.processes.ending import end_all, helper_role, runs
from helpers.processes.session import end_session, members

SLEEP = "import time; time.sleep(60)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])"
ORPHANING = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}])"
TRACKING = """
import multiprocessing, time
lock = multiprocessing.get_context("spawn").Lock()
print("made", flush=True)
time.sleep(60)
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no sessions")


def start(program, **options):
    return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, start_new_session=True, **options)


def wait_for(find):
    limit = time.monotonic() + 20
    while not (found := list(find())) and time.monotonic() < limit:
        time.sleep(0.01)
    assert found
    return found


def test_a_session_is_ended_with_the_children_of_its_leader():
    """Nobody of the family runs, and the leader has been asked for its exit code."""
    leader = start(PARENT)
    inner = wait_for(psutil.Process(leader.pid).children)
    end_session(leader)
    assert leader.returncode is not None
    assert not any(map(runs, inner))


@posix
def test_a_session_is_ended_with_its_orphans():
    """A process whose parent has gone stays in the session, and is found there."""
    leader = start(ORPHANING)
    orphans = wait_for(lambda: members(leader.pid))
    wait_for(lambda: [] if runs(psutil.Process(leader.pid)) else [leader])  # a zombie: its child is an orphan now
    end_session(leader)
    assert not any(map(runs, orphans))


@posix
def test_a_resource_tracker_cleans_up_before_it_goes():
    """It is not killed with the others, but ends by itself when they have gone."""
    leader = start(TRACKING, stdout=subprocess.PIPE)
    leader.stdout.readline()
    tracker = wait_for(lambda: [one for one in members(leader.pid) if helper_role(one) == "resource tracker"])[0]
    killed = []
    kill = psutil.Process.kill
    with pytest.MonkeyPatch.context() as patch:
        for limit in ("_LIMIT", "_TRACKERS"):
            patch.setattr(session, limit, 30.0)  # a busy machine
        patch.setattr(psutil.Process, "kill", lambda one: (killed.append(one.pid), kill(one)))
        end_session(leader)
    leader.stdout.close()
    assert leader.pid in killed
    assert tracker.pid not in killed
    assert not runs(tracker)


def test_who_is_started_meanwhile_is_ended_too():
    """The family is looked for again and again until nobody is left."""
    started = []

    def find():
        if len(started) < 3:
            started.append(start(SLEEP))
        return [psutil.Process(one.pid) for one in started if one.returncode is None]

    assert end_all(find, seconds=10) == []
    assert len(started) == 3
    for one in started:
        one.communicate(timeout=10)


def test_who_cannot_be_ended_is_told(monkeypatch):
    """After the given time the call returns with those that are left."""
    child = start(SLEEP)
    process = psutil.Process(child.pid)
    monkeypatch.setattr(ending.psutil.Process, "kill", lambda _: None)
    assert end_all(lambda: [process], seconds=0.1) == [process]
    monkeypatch.undo()
    process.kill()
    child.communicate(timeout=10)
