"""What was made before the block is told truly: named where it can be seen, and called unseen where it can't."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest

import talking
import waiting
from helpers.live import watch
from watched import SOON, names_of, start, told, until, waits


def kinds(recording):
    return {thing.name: thing.kind for thing in recording.objects}


def test_a_worker_from_before_is_not_said_to_receive_nothing(method):
    """What an older worker does is called unseen; what nobody has received within the block is not."""
    tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
    worker = start(talking.consume, tasks, results, name="worker")
    with watch() as recording:
        for n in range(3):
            tasks.put(n)
        assert [results.get(timeout=SOON) for _ in range(3)] == [0, 1, 2]
        inside = multiprocessing.Queue()
        inside.put("nobody can know this one")
        until(lambda: any(message.bytes for message in recording.messages if message.object == "inside"))
    tasks.put(None)
    worker.join()
    assert [(one.receiver, one.unseen) for one in recording.messages if one.object == "tasks"] == [(None, True)] * 3
    assert [one.unseen for one in recording.messages if one.object == "inside"] == [False]
    levels = {thing.name: thing.levels for thing in recording.objects}
    assert levels["tasks"] == levels["results"] == ()
    assert [level for _, level in levels["inside"]] == [1]
    lines = recording.transcript(messages=True).splitlines()
    assert "main process -> tasks -> unseen: 0 (who may have it can't be seen)" in lines
    assert sum(line.startswith("somebody -> results -> main process") for line in lines) == 3
    assert any("started before this block" in note for note in recording.notes)
    assert inside.get(timeout=SOON)


@pytest.mark.parametrize("has_name", [True, False], ids=["named", "unnamed"])
def test_a_pool_from_before(method, has_name):
    """An older pool is named, if it can be, and its new workers tell their tasks."""
    pool = multiprocessing.Pool(1, maxtasksperchild=1)
    kept = {1: {2: {3: pool}}}  # too deep to be found
    if not has_name:
        del pool
    with watch() as recording:
        one = kept[1][2][3]
        for n in range(3):
            assert one.apply(waiting.double, (n,)) == 2 * n
    one.terminate()
    one.join()
    name = "pool" if has_name else "Pool-1"
    assert recording.messages == ()
    assert kinds(recording) == {name: "Pool"}
    assert [task.function for task in recording.tasks] == ["double"] * 2  # what the old worker did can't be seen
    if has_name:
        assert waits(recording, "main", "result") == ["pool"] * 3


def test_an_executor_from_before(context):
    """An older executor is named and waited for, its workers have their role, its queues are no messages."""
    executor = ProcessPoolExecutor(2, mp_context=context)
    earlier = executor.submit(talking.nap, 0.3)
    assert executor.submit(waiting.double, 1).result() == 2
    with watch() as recording:
        assert executor.submit(waiting.double, 2).result() == 4
        assert earlier.result() == 0.3
    executor.shutdown()
    assert recording.messages == ()
    assert kinds(recording) == {"executor": "ProcessPoolExecutor"}
    assert "executor" in waits(recording, "main", "result")
    assert {process.role for process in recording.processes if "Process-" in process.name} == {"executor worker"}


def test_a_pool_of_an_earlier_block(method):
    """A pool from an earlier block is the same pool in the next one, and has no messages."""
    with watch():
        pool = multiprocessing.Pool(1)
        pool.apply(waiting.double, (1,))
    with watch() as recording:
        pool.apply(waiting.double, (1,))
    pool.terminate()
    pool.join()
    assert recording.messages == ()
    assert kinds(recording) == {"pool": "Pool"}


@pytest.mark.parametrize("duplex", [True, False])
def test_an_end_of_a_pipe_from_before_whose_other_end_is_elsewhere(method, duplex):
    """A message into a pipe whose other end can't be found has an unseen receiver."""
    there, here = multiprocessing.Pipe(duplex)
    hidden = [[[[there]]]]
    del there
    with watch() as recording:
        here.send("hello")
        assert hidden[0][0][0][0].recv() == "hello"
    assert told(recording) == [("main", None, "'hello'")]
    [message] = recording.messages
    assert (message.object, message.unseen) == ("here", True)


def test_a_condition_from_before(method):
    """An older condition is named, tells who holds it, and gets its own methods back."""
    ready, is_there = multiprocessing.Condition(), multiprocessing.Event()
    with watch() as recording:
        child = start(waiting.sleep_at, ready, is_there, name="child")
        until(lambda: waits(recording, "child", "wait") == ["ready"])
        with ready:
            ready.notify()
        child.join()
    assert {(names_of(recording)[one.process], one.object) for one in recording.holds} == {
        ("main", "ready"), ("child", "ready"),
    }  # fmt: skip
    assert ready.acquire == ready._lock._semlock.acquire
