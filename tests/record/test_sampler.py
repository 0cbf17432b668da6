"""Both samplers say the same about real processes."""

import multiprocessing
import os
import subprocess
import sys
import time

import psutil
import pytest

import workers
from helpers.record.draft import Draft
from helpers.record.sampler import ProcSampler, PsutilSampler, Reading, make_sampler

LINUX = sys.platform == "linux"
SAMPLERS = [PsutilSampler, *([ProcSampler] if LINUX else [])]


@pytest.fixture(params=SAMPLERS)
def sampler(request):
    return request.param(os.getpid())


@pytest.fixture
def sleeper():
    program = "import time; print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as sleeper:
        sleeper.stdout.readline()  # it has begun
        yield sleeper
        sleeper.kill()


def test_finds_descendants_alone(sampler, sleeper):
    """This process comes first, and its child follows with its parent's pid."""
    readings = sampler.sample()
    assert readings[0].pid == os.getpid()
    (found,) = [reading for reading in readings if reading.pid == sleeper.pid]
    assert found.ppid == os.getpid()
    assert found.memory > 100_000
    assert "time.sleep(60)" in sampler.command_line(sleeper.pid)[-1]
    assert {r.pid for r in readings[1:]} == {p.pid for p in psutil.Process().children(recursive=True)}


def test_counts_cpu_time(sampler):
    """CPU time grows with work."""
    before = sampler.sample()[0].cpu_seconds
    workers.spin(0.3)
    assert sampler.sample()[0].cpu_seconds > before


@pytest.mark.skipif(os.name != "posix", reason="Windows has no zombies")
def test_sees_zombies_without_reaping(sampler):
    """An ended child that nobody waited for is a zombie, before and after the sample."""
    program = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)
    for _ in range(2):
        (found,) = [reading for reading in sampler.sample() if reading.pid == program.pid]
        assert found.zombie
    assert sampler.command_line(program.pid) == []
    assert program.wait(10) == 0


@pytest.mark.skipif(not LINUX, reason="reads /proc")
def test_strange_program_names(tmp_path):
    """A program whose name has brackets and blanks is read right."""
    strange = tmp_path / "a) R (b"
    strange.symlink_to(sys.executable)
    with subprocess.Popen([strange, "-c", "import time; time.sleep(60)"]) as program:
        (found,) = [r for r in ProcSampler(os.getpid()).sample() if r.pid == program.pid]
        program.kill()
    assert found.ppid == os.getpid()


@pytest.mark.skipif(not LINUX, reason="reads /proc")
def test_children_of_threads():
    """A child that a thread started is found."""
    import threading

    program, done = [], threading.Event()

    def start():
        program.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        done.wait(30)

    thread = threading.Thread(target=start)
    thread.start()
    while not program:
        time.sleep(0.01)
    found = {reading.pid for reading in ProcSampler(os.getpid()).sample()}
    program[0].kill()
    program[0].wait()
    done.set()
    thread.join()
    assert program[0].pid in found


def test_vanished_process_has_no_command_line(sampler):
    """Asking for a process that is gone gives nothing and raises nothing."""
    child = multiprocessing.get_context("spawn").Process(target=workers.greet)
    child.start()
    child.join()
    assert sampler.command_line(child.pid) == []


def test_the_cheapest_is_chosen():
    """On Linux descendants are read from /proc."""
    assert isinstance(make_sampler(), ProcSampler if LINUX else PsutilSampler)


@pytest.mark.skipif(not LINUX, reason="only Linux tells who waits for a CPU")
def test_who_wants_a_cpu_is_told_from_who_waits(sleeper):
    """Two busy programs share one CPU: each of them waits for it, and the sleeping one does not."""
    [before] = [one.starved_seconds for one in ProcSampler(os.getpid()).sample() if one.pid == sleeper.pid]
    one_cpu = f"import os; os.sched_setaffinity(0, {{{min(os.sched_getaffinity(0))}}})\nwhile True: pass"
    busy = [subprocess.Popen([sys.executable, "-c", one_cpu]) for _ in range(2)]
    try:
        deadline, starved = time.monotonic() + 20, {}
        while min([starved.get(one.pid, 0.0) for one in busy]) < 0.2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
            starved = {one.pid: one.starved_seconds for one in ProcSampler(os.getpid()).sample()}
        assert starved[sleeper.pid] - before < 0.1
    finally:
        for one in busy:
            one.kill()
            one.wait()


@pytest.mark.parametrize(
    ("cpu", "starved", "state"), [(0.9, 0.1, "running"), (0.1, 0.8, "ready"), (0.1, 0.1, "waiting")]
)
def test_states(cpu, starved, state):
    """One that used a CPU in the last second was running; of the others, it counts what they waited for."""
    draft = Draft(id="0.1", name="worker", parent="0", role="worker", started=0.0, running=0.0)
    for second in range(3):
        draft.found(second, Reading(7, 1, 0.0, 0, zombie=False, on_cpu=False, cpu_seconds=cpu * second, memory=1,
                                    starved_seconds=starved * second))  # fmt: skip
    assert draft.spans[-1].state == state
