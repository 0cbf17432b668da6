"""Pools of other libraries, where they are installed, are told like those of the standard library."""

from __future__ import annotations

import pytest

import waiting
from helpers.live import watch
from watched import names_of


@pytest.mark.parametrize("backend", ["loky", "multiprocessing"])
def test_joblib(backend):
    """Each task of joblib is told with its worker, and its own queues as no messages."""
    joblib = pytest.importorskip("joblib")
    with watch() as recording:
        work = (joblib.delayed(waiting.double)(n) for n in range(4))
        assert joblib.Parallel(2, backend=backend, batch_size=1)(work) == [0, 2, 4, 6]
        if backend == "loky":
            joblib.externals.loky.get_reusable_executor().shutdown(wait=True)
        joblib.externals.loky.backend.resource_tracker._resource_tracker._stop()  # else it lives as long as this
    assert recording.messages == ()  # its own queues are its own affair
    assert [(task.function, task.error) for task in recording.tasks] == [("double", None)] * 4
    assert all("Mem" in task.object for task in recording.tasks)
    roles = {
        process.role for process in recording.processes if process.id in {task.process for task in recording.tasks}
    }
    assert roles == {"executor worker" if backend == "loky" else "pool worker"}
    assert "resource tracker" not in recording.tree()


def test_multiprocess_of_pathos():
    """Its processes are not multiprocessing's, but they are forked, and so are seen with the way they end."""
    multiprocess = pytest.importorskip("multiprocess")
    if "fork" not in multiprocess.get_all_start_methods():
        pytest.skip("this platform has no fork")
    context = multiprocess.get_context("fork")
    with watch() as recording:
        child = context.Process(target=waiting.leave)
        child.start()
        child.join()
    assert child.exitcode == 3
    [child_id] = [process.id for process in recording.processes if process.role == "worker"]
    assert [process.outcome for process in recording.processes if process.id == child_id] == ["exit 3"]
    assert names_of(recording)[child_id] == "forked process"
