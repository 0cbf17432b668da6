"""`watch` on real processes, under every start method."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import process as mp_process

import psutil
import pytest

import workers
from helpers.live import watch
from helpers.trace import say

POSIX = os.name == "posix"


def by_name(recording, name):
    """Return the one process of that name."""
    (found,) = [process for process in recording.processes if process.name == name]
    return found


def wait_until(condition, seconds=15):
    """Return whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(ValueError):  # by_name: not known yet
            if condition():
                return True
        time.sleep(0.01)
    return False


def start_and_join(*processes):
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)


def test_functions_and_what_they_say(context):
    """Two functions appear with their names and exit codes, and what they say is grouped by process."""
    with watch() as recording:
        start_and_join(*(context.Process(target=workers.greet, args=(n,), name=n) for n in ("ann", "bob")))
    assert recording.tree() == "main process\n├─ ann · exit 0\n└─ bob · exit 0"
    assert recording.transcript() == "ann: hello ann\nbob: hello bob"
    ann = by_name(recording, "ann")
    assert (ann.role, ann.start_method, ann.parent) == ("worker", context.get_start_method(), "0")
    assert 0 <= ann.started <= ann.running <= ann.ended <= recording.duration


def test_subclass_that_overrides_run(context):
    """A subclass with its own run() is recorded like a function."""
    with watch() as recording:
        start_and_join(workers.cpython_process(context)("ann"))
    assert recording.tree() == "main process\n└─ greeter of ann · exit 0"
    assert recording.transcript() == "greeter of ann: hello ann"


def test_pool(context):
    """A pool's workers are labelled, and their names do not carry the start method."""
    with watch() as recording, context.Pool(2) as pool:
        assert pool.map(workers.square, range(10)) == [x * x for x in range(10)]
    roles = [process.role for process in recording.processes]
    assert roles.count("pool worker") == 2
    assert all("· ended" in line and "PoolWorker-" in line for line in recording.tree().splitlines()[1:])
    assert "Spawn" not in recording.tree()


def test_executor(context):
    """An executor's workers are labelled."""
    with watch() as recording, ProcessPoolExecutor(2, mp_context=context) as executor:
        assert list(executor.map(workers.square, range(4))) == [0, 1, 4, 9]
    assert {process.role for process in recording.processes} >= {"kernel", "executor worker"}


def test_manager(context):
    """A manager's server is labelled."""
    with watch() as recording, context.Manager() as manager:
        assert list(manager.list([1])) == [1]
    assert [process.role for process in recording.processes].count("manager") == 1


def test_grandchildren(context):
    """A child of a child hangs below the child that started it."""
    with watch() as recording:
        start_and_join(
            context.Process(target=workers.start_inner, args=(context.get_start_method(), "inner"), name="outer")
        )
    assert recording.tree() == "main process\n└─ outer · exit 0\n   └─ inner · exit 0"
    assert recording.transcript() == "inner: hello inside"


def test_every_way_to_end(context):
    """Exit codes are those of the parent's Process.exitcode: returned, sys.exit, os._exit, signal."""
    ways = {
        "returns": (workers.square, 2),
        "exits": (workers.leave, 3),
        "leaves": (workers.leave_at_once, 7),
        "is killed": (workers.say_and_be_killed, "last words"),
    }
    children = [context.Process(target=f, args=(x,), name=name) for name, (f, x) in ways.items()]
    with watch() as recording:
        start_and_join(*children)
    for child in children:
        assert by_name(recording, child.name).exit_code == child.exitcode
    assert "is killed: last words" in recording.transcript()
    if POSIX:
        assert "is killed · SIGKILL" in recording.tree()


def test_unjoined_child_has_its_exit_code(context):
    """A killed child whose exit code nobody asked for shows its signal all the same, and stays joinable."""
    child = context.Process(target=time.sleep, args=(60,), name="victim")
    with watch() as recording:
        child.start()
        assert wait_until(lambda: by_name(recording, "victim").running is not None)
        os.kill(child.pid, signal.SIGTERM)
        assert wait_until(lambda: by_name(recording, "victim").ended is not None)
    assert by_name(recording, "victim").exit_code == -signal.SIGTERM
    child.join(30)
    assert child.exitcode == -signal.SIGTERM


@pytest.mark.skipif(not POSIX, reason="Windows has no zombies")
@pytest.mark.parametrize("name", [m for m in ("fork", "spawn") if m in multiprocessing.get_all_start_methods()])
def test_zombie_is_seen_and_not_reaped(name):
    """An ended child that nobody joins is a zombie, for the system too, until it is joined."""
    child = multiprocessing.get_context(name).Process(target=workers.leave, args=(0,), name="zombie")
    with watch() as recording:
        child.start()
        assert wait_until(lambda: psutil.Process(child.pid).status() == psutil.STATUS_ZOMBIE)
        assert wait_until(lambda: any(span.state == "zombie" for span in by_name(recording, "zombie").spans))
        assert psutil.Process(child.pid).status() == psutil.STATUS_ZOMBIE
        child.join(30)
        assert wait_until(lambda: by_name(recording, "zombie").spans[-1].end is not None)
    assert by_name(recording, "zombie").spans[-1].state == "zombie"


def test_orphan_lives_on(context):
    """A child whose parent has ended is still there, until it ends itself."""
    stop = context.Event()
    with watch() as recording:
        parent = context.Process(target=workers.leave_an_orphan, args=(context.get_start_method(), stop), name="parent")
        parent.start()
        parent.join()  # with a timeout it would wait for a pipe that a forked orphan holds open, too
        assert wait_until(lambda: recording.transcript() == "orphan: waiting")
        samples = len(by_name(recording, "orphan").use)
        assert wait_until(lambda: len(by_name(recording, "orphan").use) > samples + 2)
        assert by_name(recording, "orphan").ended is None
        stop.set()
        assert wait_until(lambda: by_name(recording, "orphan").ended is not None)
    assert recording.tree() == "main process\n└─ parent · exit 0\n   └─ orphan · exit 0"


def test_terminate_is_an_event(context):
    """Who was ended by terminate() is told, with the signal."""
    child = context.Process(target=time.sleep, args=(60,), name="victim")
    with watch() as recording:
        child.start()
        child.terminate()
        child.join(30)
    victim = by_name(recording, "victim")
    assert [event.text for event in recording.events if event.kind == "signalled"] == ["SIGTERM"]
    assert victim.exit_code == child.exitcode


def test_program_of_subprocess(context):
    """A program started by subprocess, also by a child, is found by sampling."""
    with watch() as recording:
        start_and_join(context.Process(target=workers.run_program, args=(0.6,), name="outer"))
    programs = [process for process in recording.processes if process.role == "subprocess"]
    assert [program.parent for program in programs] == [by_name(recording, "outer").id]
    assert "time.sleep(0.6)" in programs[0].detail


def test_running_before_and_after(context):
    """What was there before the block is in the recording, and what outlives it is still running."""
    stop = context.Event()
    early = context.Process(target=workers.wait_for, args=(stop,), name="early")
    late = context.Process(target=workers.wait_for, args=(stop,), name="late")
    early.start()
    with watch() as recording:
        late.start()
        assert wait_until(lambda: recording.transcript() == "late: waiting")
    stop.set()
    early.join(30)
    late.join(30)
    assert recording.tree() == "main process\n├─ early · still running\n└─ late · still running"
    assert by_name(recording, "early").started == 0


def test_helpers_are_labelled_and_left_out_of_the_text():
    """The resource tracker and the fork server are in the data by their role, and not in the tree."""
    program = (
        "import multiprocessing as mp, time\n"
        "from helpers.live import watch\n"
        "if __name__ == '__main__':\n"
        "    with watch() as recording:\n"
        "        child = mp.get_context('forkserver').Process(target=time.sleep, args=(0.5,), name='child')\n"
        "        child.start(); child.join()\n"
        "    print(sorted(p.role for p in recording.processes))\n"
        "    by_role = {p.role: p for p in recording.processes}\n"
        "    print(by_role['worker'].system_parent == by_role['fork server'].id, by_role['worker'].parent)\n"
    )
    assert run_script(program).splitlines() == [
        "main process",
        "└─ child · exit 0",
        "['fork server', 'kernel', 'resource tracker', 'worker']",
        "True 0",
    ]


@pytest.mark.skipif(not POSIX, reason="has no fork server")
def test_exit_code_that_a_busy_fork_server_tells_late():
    """The block's end waits for it, as nobody in the block has asked."""
    child = multiprocessing.get_context("forkserver").Process(target=time.sleep, args=(60,), name="child")
    with watch() as recording:
        child.start()
        server = psutil.Process(psutil.Process(child.pid).ppid())
        server.suspend()
        late = threading.Timer(0.5, server.resume)
        try:
            os.kill(child.pid, signal.SIGKILL)
            assert wait_until(lambda: psutil.Process(child.pid).status() == psutil.STATUS_ZOMBIE)
        finally:
            late.start()
    late.join()
    assert recording.tree() == "main process\n└─ child · SIGKILL"
    child.join(30)


def run_script(program, *, check=True):
    """Run a program as a real script file's text would, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert not check or done.returncode == 0, done.stderr
    return done.stdout


def test_exception_passes_through(context):
    """An exception of the block passes through unchanged, and the recording is complete."""
    error = ValueError("mine")
    with pytest.raises(ValueError, match="mine") as caught, watch() as recording:
        start_and_join(context.Process(target=workers.greet, name="child"))
        raise error
    assert caught.value is error
    assert error.__context__ is None
    assert recording.tree() == "main process\n└─ child · exit 0"


def test_interrupt_passes_through():
    """Ctrl-C in the block passes through, and nothing stays behind (the fixture looks)."""
    with pytest.raises(KeyboardInterrupt), watch() as recording:
        threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT]).start()
        time.sleep(30)
    assert recording.duration < 30


def test_interrupt_while_the_block_ends(monkeypatch, capsys):
    """It waits until the recording is complete and the text is shown."""
    end = watch._end

    def interrupted_end(self):
        signal.raise_signal(signal.SIGINT)
        end(self)

    monkeypatch.setattr(watch, "_end", interrupted_end)
    with pytest.raises(KeyboardInterrupt), watch() as recording:
        pass
    assert capsys.readouterr().out == f"{recording.tree()}\n"


def test_nothing_stays_installed(context):
    """After the block multiprocessing's methods are its own again."""
    before = dict(vars(mp_process.BaseProcess))
    with watch():
        assert vars(mp_process.BaseProcess)["start"] is not before["start"]
        start_and_join(context.Process(target=workers.greet))
    assert dict(vars(mp_process.BaseProcess)) == before


def test_process_object_is_left_as_it_was(context):
    """The object that carried the trace to the child carries nothing afterwards."""
    child = context.Process(target=workers.greet)
    before = set(vars(child))
    with watch():
        start_and_join(child)
    assert set(vars(child)) - before == {"_sentinel"}  # which start() sets


def test_nested_watch_is_refused():
    """A second watch() inside the first gets one sentence, and the first goes on."""
    with watch() as recording:
        with (
            pytest.raises(RuntimeError, match=r"watch\(\) was entered while another .* for example"),
            watch(),
        ):
            pass
        say("still here")
    assert recording.transcript() == "main process: still here"


def test_a_watch_serves_one_block():
    """Entering the same watch() twice gets one sentence."""
    block = watch()
    with block:
        pass
    with pytest.raises(RuntimeError, match=r"this watch\(\) has ended .* for example"), block:
        pass


def test_start_that_fails_is_not_a_process():
    """A start() that raises, raises what it always raises, and leaves no process in the tree."""
    child = multiprocessing.get_context("spawn").Process(target=lambda: None, name="unpicklable")
    with watch() as recording, pytest.raises((AttributeError, TypeError, Exception), match=r"pickle|lambda"):
        child.start()
    assert recording.tree() == "main process"
    assert [event.kind for event in recording.events if event.kind == "failed"] == ["failed"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_bare_fork(context):
    """A child of a bare os.fork has a lane of its own."""
    with watch() as recording:
        start_and_join(context.Process(target=workers.fork_bare, name="outer"))
    assert "forked process: from a bare fork" in recording.transcript()


def test_say_after_the_block_prints(context, tmp_path):
    """A process that outlives the block prints what it says, whole, and nothing is lost."""
    marker = tmp_path / "marker"
    marker.touch()
    queue = context.SimpleQueue()
    child = context.Process(target=workers.tell_late, args=(queue, str(marker)), name="late")
    with watch():
        child.start()
    marker.unlink()
    assert queue.get() == "late: after the block\n"
    child.join(30)


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "tab\there", "colour \x1b[31m", "uni \u2713 \u202e"])
def test_hostile_names_are_text(name):
    """Whatever a process is called, the tree has one printable line for it."""
    with watch() as recording:
        start_and_join(multiprocessing.get_context("spawn").Process(target=workers.greet, name=name))
    lines = recording.tree().splitlines()
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    assert by_name(recording, name).exit_code == 0


def test_block_without_processes():
    """An empty block gives the watching process alone."""
    with watch() as recording:
        pass
    assert recording.tree() == "main process"


def test_many_short_processes(context):
    """Forty processes that end at once are all in the tree, in order, with their exit codes."""
    count = 40 if context.get_start_method() == "fork" else 12
    children = [context.Process(target=workers.leave, args=(n % 3,), name=f"c{n}") for n in range(count)]
    with watch() as recording:
        start_and_join(*children)
    assert [(p.name, p.exit_code) for p in recording.processes if p.role == "worker"] == [
        (f"c{n}", n % 3) for n in range(count)
    ]


def test_spans_have_no_gaps(context):
    """Each lane is one piece from its start to its end, and a busy process is mostly running."""
    with watch() as recording:
        start_and_join(
            context.Process(target=workers.spin, args=(0.8,), name="busy"),
            context.Process(target=time.sleep, args=(0.8,), name="idle"),
        )
    shares = {}
    for process in recording.processes:
        for one, two in zip(process.spans, process.spans[1:], strict=False):
            assert one.end == two.start
        mine = [span for span in process.spans if span.state in {"running", "waiting"} and span.end]
        total = sum(span.end - span.start for span in mine)
        shares[process.name] = sum(s.end - s.start for s in mine if s.state == "running") / total if total else 0
    assert shares["busy"] > shares["idle"]
