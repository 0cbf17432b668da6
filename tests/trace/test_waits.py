"""Waits for more than one thing: at conditions, for several futures; and who has ended in the way of others."""

from __future__ import annotations

import dataclasses
import multiprocessing
import re
import threading
from concurrent import futures
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import connection

import talking
import waiting
from helpers.live import Process, Snapshot, Wait, watch
from helpers.record.names import steady_name
from helpers.show import stuck
from watched import SOON, names_of, start, until, waits


def holds(recording, thing):
    names = names_of(recording)
    return [names[one.process] for one in recording.holds if one.object == thing]


def in_thread(function, *args):
    thread = threading.Thread(target=function, args=args, daemon=True)
    thread.start()
    return thread


def test_a_condition_is_held_and_waited_for(method):
    """Who waits at a condition does not hold it meanwhile; who notifies does."""
    with watch() as recording:
        ready, is_there = multiprocessing.Condition(), multiprocessing.Event()
        child = start(waiting.sleep_at, ready, is_there, name="child")
        until(lambda: waits(recording, "child", "wait") == ["ready"])
        with ready:
            ready.notify()
        child.join()
    assert {thing.name: thing.kind for thing in recording.objects}["ready"] == "Condition"
    assert sorted(holds(recording, "ready")) == ["child", "child", "main"]
    mine = sorted((one for one in recording.holds if one.object == "ready"), key=lambda hold: hold.start)
    assert all(one.end is not None for one in mine)
    [wait] = [one for one in recording.waits if one.operation == "wait"]
    assert not any(names_of(recording)[one.process] == "child" and one.start < wait.start + 1e-3 < wait.end < one.end
                   for one in mine)  # fmt: skip


def test_conditions_that_share_a_lock(method):
    """Under every start method, who enters one of them holds the lock that they share."""
    with watch() as recording:
        lock = multiprocessing.Lock()
        full, empty = multiprocessing.Condition(lock), multiprocessing.Condition(lock)
        children = [start(waiting.take_turns, one, 0.01) for one in (full, empty)]
        for child in children:
            child.join()
        with full:
            pass
    assert {one.object for one in recording.holds} == {"lock"}
    assert len(recording.holds) == 5
    spans = sorted((one.start, one.end) for one in recording.holds)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_notify_behind_one_that_was_killed(method):
    """`notify_all` waits for a sleeper that can't wake up; the cause names it."""
    with watch() as recording:
        ready, is_there = multiprocessing.Condition(), multiprocessing.Event()
        child = start(waiting.sleep_at, ready, is_there, name="sleeper")
        until(lambda: waits(recording, "sleeper", "wait") == ["ready"])
        until(lambda: not ready._sleeping_count._semlock._is_zero())
        child.kill()
        child.join()

        def notify():
            with ready:
                ready.notify_all()

        thread = in_thread(notify)
        until(lambda: "ready" in waits(recording, "main", "notify"))
        assert "sleeper was killed while it waited for ready" in stuck.known_cause(recording.snapshot)
        ready._woken_count.release()  # as if it had woken up
        thread.join(SOON)
    assert not thread.is_alive()


def test_setting_an_event_behind_one_that_was_killed(method):
    """`Event.set` waits for a sleeper that can't wake up; the sentence names it."""
    with watch() as recording:
        gate = multiprocessing.Event()
        child = start(waiting.wait_for, gate, name="sleeper")
        until(lambda: waits(recording, "sleeper", "wait") == ["gate"])
        until(lambda: not gate._cond._sleeping_count._semlock._is_zero())
        child.kill()
        child.join()
        thread = in_thread(gate.set)
        until(lambda: waits(recording, "main", "set") == ["gate"])
        assert "sleeper was killed while it waited for gate" in stuck.sentence(recording.snapshot)
        gate._cond._woken_count.release()
        thread.join(SOON)
    assert not thread.is_alive()


def test_a_condition_that_was_killed_with_its_lock(method):
    """Who waits for the lock of a condition is told who was killed while it held it."""
    with watch() as recording:
        ready, is_there = multiprocessing.Condition(), multiprocessing.Event()
        child = start(waiting.hold_by_name, ready, is_there, name="holder")
        assert is_there.wait(SOON)
        child.kill()
        child.join()
        seen = threading.Event()

        def acquire():  # for ever, but a test has to end
            while not seen.is_set():
                ready.acquire(True, 0.5)

        thread = in_thread(acquire)
        try:
            until(lambda: stuck.known_cause(recording.snapshot) == "holder was killed while it held ready")
        finally:
            seen.set()
            thread.join(SOON)
    assert set(waits(recording, "main", "acquire")) == {"ready"}


def test_a_semaphore_that_signals_is_held_by_nobody(method):
    """A semaphore that others release counts, so nobody is said to hold it."""
    with watch() as recording:
        done, slots = multiprocessing.Semaphore(0), multiprocessing.Semaphore(2)
        child = start(waiting.signal, done, 3, name="child")
        for _ in range(3):
            assert done.acquire(timeout=SOON)
        child.join()
        with slots:
            pass
        for _ in range(2):
            slots.acquire()
        other = start(waiting.signal, slots, 1, name="other")
        other.join()
    assert holds(recording, "done") == []
    assert holds(recording, "slots") == []  # others release it: it counts, and is no lock


def test_a_lock_that_another_process_releases(method):
    """A hold ends when another process releases the lock, and the next one begins there."""
    with watch() as recording:
        turn = multiprocessing.Lock()
        turn.acquire()
        child = start(waiting.signal, turn, 1, name="child")
        assert turn.acquire(timeout=SOON)
        child.join()
    first, second = recording.holds
    assert first.end is not None
    assert first.end <= second.start + 0.01
    assert second.end is None


def test_several_futures(context):
    """`as_completed` and `wait` are waits for the executor."""
    with watch() as recording, ProcessPoolExecutor(2, mp_context=context) as executor:
        done = [executor.submit(talking.nap, 0.05) for _ in range(3)]
        assert [one.result() for one in futures.as_completed(done)] == [0.05] * 3
        futures.wait([executor.submit(talking.nap, 0.2)])
    assert set(waits(recording, "main", "result")) == {"executor"}


def test_sentinels(method):
    """Who waits for a sentinel waits for the process."""
    with watch() as recording:
        gate = multiprocessing.Event()
        child = start(waiting.wait_for, gate, name="child")
        until(lambda: waits(recording, "child", "wait") == ["gate"])
        assert connection.wait([child.sentinel], timeout=0.05) == []
        gate.set()
        assert connection.wait([child.sentinel], timeout=SOON) == [child.sentinel]
        child.join()
    assert waits(recording, "main", "wait")[:1] == ["child"]


def test_a_reader_that_was_killed_has_the_queues_lock(method):
    """Who was killed in `get` keeps the queue's lock, and is named as the cause that others wait."""
    for timeout in (None, 30):
        with watch() as recording:
            q, results = multiprocessing.Queue(), multiprocessing.SimpleQueue()
            first = start(waiting.get_one, q, results, timeout, name="first")
            until(lambda: any(one.locked for one in recording.waits if one.object == "q"))
            first.kill()
            first.join()
            q.put(1)
            second = start(waiting.get_one, q, results, timeout, name="second")
            until(lambda: waits(recording, "second", "get") == ["q"])
            assert stuck.known_cause(recording.snapshot) == "first was killed while it held the lock of q"
            assert "second waited in get for q" in stuck.sentence(recording.snapshot)
            second.kill()
            second.join()
        q.cancel_join_thread()
        q.close()


def test_an_idle_worker_that_was_killed_has_the_lock_of_the_tasks(method):
    """An idle worker that was killed keeps the lock of the tasks, and is named as the cause."""
    with watch() as recording:
        pool = multiprocessing.Pool(2)
        locked = []

        def one_has_the_lock():
            locked[:] = [one.process for one in recording.waits if one.end is None and one.locked]
            return len(locked) == 1 and len(waits(recording, "main", "task")) == 0

        until(one_has_the_lock)
        victim = next(process for process in recording.processes if process.id == locked[0])
        [worker] = [one for one in pool._pool if one.pid == victim.pid]
        worker.kill()
        worker.join()
        result = pool.apply_async(waiting.double, (1,))
        thread = in_thread(lambda: result.wait(SOON))
        until(lambda: waits(recording, "main", "result") == ["pool"])
        assert f"{steady_name(victim)} was killed while it held the lock of the tasks of pool" in stuck.known_cause(
            recording.snapshot
        )
        for one in pool._pool:
            one.kill()
        pool._inqueue._rlock.release()  # else it could not be ended
        pool.terminate()
        pool.join()
        result._event.set()
        thread.join(SOON)


def test_workers_that_end_before_they_take_a_task(method):
    """A pool whose workers end in their initializer is the cause, with their exit code."""
    with watch() as recording:
        pool = multiprocessing.Pool(1, initializer=waiting.leave)
        result = pool.apply_async(waiting.double, (1,))
        thread = in_thread(result.wait)
        until(lambda: re.fullmatch(r"the workers of pool end before they take a task \(PoolWorker-\d+: exit 3\)",
                                   stuck.known_cause(recording.snapshot)))  # fmt: skip
        pool.terminate()
        pool.join()
        result._event.set()
        thread.join(SOON)


def test_a_pool_without_workers():
    """A result is waited for in vain when no worker lives, and not as long as one does."""
    kernel = Process("0", "main process", 1, None, None, "kernel", None, "", 0.0, 0.0, None, None)
    worker = Process("0.1", "PoolWorker-1", 2, "0", "0", "pool worker", "fork", "", 0.1, 0.1, 0.5, -9)
    waits = (Wait("0.1", "task", "pool", 0.1, 0.2), Wait("0", "result", "pool", 0.2, None))
    snapshot = Snapshot((kernel, worker), (), 1.0, True, waits=waits)
    assert stuck.known_cause(snapshot) == "pool has no living worker"
    alive = dataclasses.replace(worker, id="0.2", ended=None, exit_code=None)
    assert stuck.known_cause(dataclasses.replace(snapshot, processes=(kernel, worker, alive))) == ""
