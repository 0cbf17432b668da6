"""The programs of the table in this folder's package."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

import pytest

from helpers.live import watch
from helpers.show import stuck
from reports import programs
from watched import SOON, names_of, start, until, waits


def test_a_worker_that_dies_in_a_task(method):
    """The task has no end, and its worker has the signal that killed it."""
    with watch() as recording, multiprocessing.Pool(1) as pool:
        pool.apply_async(programs.die, (0,))
        until(lambda: any((process.exit_code or 0) < 0 for process in recording.processes))
    assert [(task.function, task.end) for task in recording.tasks] == [("die", None)]


def test_a_system_exit_in_a_task(method):
    """`Pool` takes it for the worker's own end: the result never comes."""
    with watch() as recording, multiprocessing.Pool(1) as pool:
        pool.apply_async(programs.leave, (3,))
        until(lambda: any(process.exit_code == 3 for process in recording.processes))
    assert [(task.function, task.end) for task in recording.tasks] == [("leave", None)]


def test_a_bounded_queue_that_nobody_reads(method):
    """`put` is seen to wait for the queue until somebody reads."""
    with watch() as recording:
        tasks = multiprocessing.Queue(1)
        tasks.put(1)
        putter = threading.Thread(target=tasks.put, args=(2,), daemon=True)
        putter.start()
        until(lambda: waits(recording, "main", "put") == ["tasks"])
        assert tasks.get(timeout=SOON) == 1
        putter.join(SOON)
        assert tasks.get(timeout=SOON) == 2


def test_an_end_of_a_pipe_that_is_left_open(method):
    """The reader has had its message, and is said to wait in `recv` for a pipe that nobody closes."""
    with watch() as recording:
        reader, writer = multiprocessing.Pipe(duplex=False)
        child = start(programs.recv_until_the_end, reader, name="child")
        writer.send("last")
        until(lambda: [one.end for one in recording.waits if one.operation == "recv"][-1:] == [None])
        assert "child waited in recv for reader \N{EN DASH} writer" in stuck.sentence(recording.snapshot)
        child.kill()
        child.join()
    assert [names_of(recording)[one.receiver] for one in recording.messages] == ["child"]


def test_no_task_done(method):
    """`join` is seen to wait for the queue, though all its items were taken."""
    with watch() as recording:
        tasks = multiprocessing.JoinableQueue()
        tasks.put(1)
        child = start(programs.take_without_saying, tasks, name="child")
        child.join()
        joiner = threading.Thread(target=tasks.join, daemon=True)
        joiner.start()
        until(lambda: waits(recording, "main", "join")[-1:] == ["tasks"])
        tasks.task_done()
        joiner.join(SOON)
    assert not joiner.is_alive()


def test_workers_with_one_task_each():
    """Each task is told with a worker of its own."""
    context = multiprocessing.get_context("spawn")  # fork is refused with max_tasks_per_child
    with watch() as recording, ProcessPoolExecutor(1, context, max_tasks_per_child=1) as executor:
        assert len(set(executor.map(programs.pid, range(2)))) == 2
    assert [task.object for task in recording.tasks] == ["executor"] * 2
    assert len({task.process for task in recording.tasks}) == 2


def test_a_task_that_cannot_be_pickled(context):
    """It is no task, as it never begins; nothing hangs, and the next one is told."""
    with watch() as recording, ProcessPoolExecutor(1, mp_context=context) as executor:
        with pytest.raises(Exception, match="lambda"):
            executor.submit(lambda: 0).result(SOON)
        assert executor.submit(programs.pid, 0).result(SOON)
    assert [task.function for task in recording.tasks] == ["pid"]
    assert recording.messages == ()


def test_a_worker_that_looks_again_and_again(method):
    """Each `get` with a timeout is a wait that ends, with the queue's lock held."""
    with watch() as recording:
        indices = multiprocessing.Queue()
        child = start(programs.look_again_and_again, indices, 0.02, name="child")
        until(lambda: len(waits(recording, "child", "get")) > 2)
        indices.put(None)
        child.join()
    mine = [one for one in recording.waits if names_of(recording)[one.process] == "child" and one.operation == "get"]
    assert all(one.end is not None and one.locked for one in mine)
