"""Random process trees: the recording's shape equals what the operating system says."""

import multiprocessing
import os

import psutil
import pytest

import workers
from helpers.live import watch


def flatten(trees, parent):
    for tree in trees:
        yield tree["name"], parent, tree["code"]
        yield from flatten(tree["children"], tree["name"])


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
