"""Random process trees: the recording's shape equals what the operating system says."""

import multiprocessing
import os
import time

import psutil
import pytest

import workers
from conftest import METHODS
from helpers.live import watch
from helpers.record import strangers
from helpers.record.history import History
from helpers.record.sampler import Reading


def flatten(trees, parent):
    for tree in trees:
        yield tree["name"], parent, tree["code"]
        yield from flatten(tree["children"], tree["name"])


@pytest.mark.skipif("forkserver" not in METHODS, reason="not one of the start methods of this run")
def test_fork_servers_of_children_are_machinery():
    """Also that of a child of a child, whose command line may be the same as its parent's."""
    context = multiprocessing.get_context("forkserver")
    tree = {"name": "a", "code": 0, "dies": False, "children": []}
    for name in "bc":
        tree = {"name": name, "code": 0, "dies": False, "children": [tree]}
    queue, gate = context.SimpleQueue(), context.Event()
    root = context.Process(target=workers.grow, args=("forkserver", tree, queue, gate), name="c")
    with watch() as recording:
        root.start()
        for _ in range(3):
            queue.get()
        time.sleep(3 * strangers._FORKED_DWELL)
        gate.set()
        root.join(30)
    assert sorted(p.name for p in recording.processes if p.role == "worker") == ["a", "b", "c"]


@pytest.mark.parametrize("seed", range(3))
def test_random_tree(context, seed):
    """Names, parents and exit codes are those of the program; pids and system parents those of the system."""
    method = context.get_start_method()
    trees = workers.random_tree(seed, depth=3, width=2 if method != "fork" else 3)
    expected = list(flatten(trees, None))
    queue, gate = context.SimpleQueue(), context.Event()
    roots = [
        context.Process(target=workers.grow, args=(method, tree, queue, gate), name=tree["name"]) for tree in trees
    ]
    with watch() as recording:
        for root in roots:
            root.start()
        reports = {name: (pid, ppid, children) for name, pid, ppid, children in (queue.get() for _ in expected)}
        alive = {p.pid: p.ppid() for p in psutil.Process().children(recursive=True)}
        gate.set()
        for root in roots:
            root.join(30)
    names = {process.id: process.name for process in recording.processes}
    recorded = {p.name: p for p in recording.processes if p.role == "worker"}
    assert set(recorded) == {name for name, _, _ in expected}
    for name, parent, code in expected:
        process = recorded[name]
        pid, ppid, children = reports[name]
        assert process.pid == pid
        assert process.exit_code == code
        assert process.parent == ("0" if parent is None else recorded[parent].id)
        assert sorted(p.pid for p in recorded.values() if p.parent == process.id) == sorted(children)
        if pid in alive and method != "forkserver" and alive[pid] == ppid:
            assert names[process.system_parent] == (parent or "main process")
    assert reports
    assert multiprocessing.active_children() == []
    assert os.getpid() == recording.processes[0].pid


def sampled(history, at, parents, commands):
    """Return the processes after a sample, `at` milliseconds, of pids with these parents and command lines."""
    readings = [
        Reading(pid, ppid, 1.0, at * 10**6, zombie=False, on_cpu=False, cpu_seconds=0.0, memory=1)
        for pid, ppid in parents.items()
    ]
    history.sample(at * 10**6, readings, commands.get)
    return history.snapshot(at * 10**6, live=True).processes


def test_a_program_of_a_forkservers_child_is_no_fork_server():
    """Between fork and exec it has the command line of one."""
    server, program = ["python", "-c", "from multiprocessing.forkserver import main; main(1, 2)"], ["sleep", "9"]
    history = History(0, 10, "main process", leaves_zombies=True)
    commands = {10: ["python"], 20: server, 30: server}

    def sample(at):
        return {one.pid: one.role for one in sampled(history, at, {10: 1, 20: 10, 30: 20}, commands)}

    history.event("0", {"kind": "starting", "t": 0, "child": "0.1", "name": "child", "method": "forkserver"})
    history.event("0", {"kind": "started", "t": 10**6, "child": "0.1", "pid": 20})
    sample(100)
    assert 30 not in sample(600)
    commands[30] = program
    assert sample(1700)[30] == "subprocess"


def test_a_slow_start_is_no_bare_fork():
    """A program that was between fork and exec for a second is known for what it is, once it is that."""
    history = History(0, 10, "main process", leaves_zombies=True)
    commands = {10: ["python"], 20: ["python"]}

    def sample(at):
        return sampled(history, at, {10: 1, 20: 10}, commands)[-1]

    assert [sample(at).name for at in (100, 600, 1300)][-1] == "forked process"
    commands[20] = ["python", "-c", "from multiprocessing.forkserver import main; main(1, 2)"]
    assert (sample(1400).name, sample(1500).role) == ("fork server", "fork server")


def test_who_has_no_command_line_yet_is_waited_for():
    """In the middle of exec a process has none; taken for a program then, a fork server would be one of the tree."""
    history = History(0, 10, "main process", leaves_zombies=True)
    commands = {10: ["python"], 20: ["python"]}

    def sample(at):
        return [(one.name, one.role) for one in sampled(history, at, {10: 1, 20: 10}, commands)[1:]]

    sample(100)
    commands[20] = []
    assert sample(300) == []
    commands[20] = ["python", "-c", "from multiprocessing.forkserver import main; main(1, 2)"]
    assert sample(400) == [("fork server", "fork server")]


def test_who_never_has_a_command_line_is_a_program_after_a_while():
    """A system may not tell it; once it does, the process gets its name."""
    history = History(0, 10, "main process", leaves_zombies=True)
    commands = {10: ["python"], 20: []}

    def sample(at):
        return [(one.name, one.role) for one in sampled(history, at, {10: 1, 20: 10}, commands)[1:]]

    assert [sample(at) for at in (100, 600, 1300)] == [[], [], [("program", "subprocess")]]
    commands[20] = ["sleep", "9"]
    sample(1400)
    assert sample(1500) == [("sleep", "subprocess")]
