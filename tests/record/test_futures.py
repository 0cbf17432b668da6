"""What executors were given, and what became of it: by executors that really run."""

import time
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

import waiting
from helpers.live import watch
from helpers.show import text

SOON = 60  # seconds


def outcomes(recording):
    return [future.outcome for future in recording.futures]


def test_futures_are_pending_then_running_then_done():
    """Each has its three times, in this order, and the name of its executor."""
    with watch() as recording, ProcessPoolExecutor(1) as executor:
        assert list(executor.map(waiting.double, range(4), timeout=SOON)) == [0, 2, 4, 6]
    assert outcomes(recording) == ["done"] * 4
    assert {(future.process, future.object) for future in recording.futures} == {("0", "executor")}
    for future in recording.futures:
        assert 0 < future.start <= future.running <= future.end <= recording.duration


def test_running_begins_before_the_task_and_ends_after_it():
    """What the executor calls running includes the way to the worker and back."""
    with watch() as recording, ProcessPoolExecutor(1) as executor:
        executor.submit(waiting.double, 1).result(SOON)
    [future], [task] = recording.futures, recording.tasks
    assert future.running <= task.start <= task.end <= future.end


def test_a_cancelled_future_has_never_run():
    """One worker works, a few wait on the way to it; the last of many can still be cancelled."""
    with watch() as recording, ProcessPoolExecutor(1) as executor:
        futures = [executor.submit(waiting.double, number) for number in range(200)]
        wait(futures, SOON, FIRST_COMPLETED)
        cancelled = [future.cancel() for future in futures]
    assert any(cancelled)
    assert [outcome == "cancelled" for outcome in outcomes(recording)] == cancelled
    assert {future.running for future in recording.futures if future.outcome == "cancelled"} == {None}
    assert f"{sum(cancelled)} cancelled" in text.whole(recording.snapshot)


def test_an_error_is_told():
    """A failed future has the class of its error; what depends on luck is not in the text that notebooks store."""
    with watch() as recording, ProcessPoolExecutor(1) as executor:
        error = executor.submit(int, "no number").exception(SOON)
    assert isinstance(error, ValueError)
    assert [(future.outcome, future.error) for future in recording.futures] == [("failed", "ValueError")]
    assert text.futures(recording.snapshot) == "executor · 1 future: 1 failed"
    assert "future" not in text.summary(recording.snapshot)


def test_a_lost_worker_is_an_error():
    """The executor breaks, and says so in the future."""
    with watch() as recording, ProcessPoolExecutor(1) as executor:
        error = executor.submit(waiting.leave).exception(SOON)
    assert isinstance(error, BrokenProcessPool)
    assert [future.error for future in recording.futures] == ["BrokenProcessPool"]


def test_what_is_not_done_at_the_end_is_open():
    """The block ends before the work."""
    with ProcessPoolExecutor(1) as executor:
        with watch() as recording:
            executor.submit(time.sleep, 1)
        [future] = recording.futures
        assert (future.outcome, future.end) == ("", None)


def test_threads_tell_nothing():
    """Their work is in the notebook's own process, of which no tasks are shown either."""
    with watch() as recording, ThreadPoolExecutor(1) as threads:
        threads.submit(waiting.double, 1).result(SOON)
    assert recording.futures == ()
