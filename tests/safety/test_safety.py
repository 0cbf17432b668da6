"""Cells that never end are stopped, errors are explained, the start method can be changed."""

from __future__ import annotations

import inspect
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time

import psutil
import pytest

import talking
from conftest import METHODS
from helpers.live import watch
from helpers.processes.family import Family
from helpers.safety import leftovers, stacks
from helpers.safety.deadline import Deadline, parse_seconds
from kernel import HEAD, Kernel


@pytest.fixture(scope="module", params=METHODS)
def kernel(request):
    running = Kernel(request.param)
    running.run(HEAD)
    yield running
    running.shut_down()


def at(line):
    """Return how the place of a line of `talking` is told."""
    lines = inspect.getsource(talking).splitlines()
    return f"at line {lines.index(f'    {line}') + 1} of talking.py, `{line}`"


BLOCKS = {
    "join": ("child = start(talking.nap, 60)\nchild.join()", f"slept {at('time.sleep(seconds)')}"),
    "get": ("box = Queue()\nbox.get()", "waited in get for box"),
    "recv": ("here, there = Pipe()\nhere.recv()", "waited in recv for here \N{EN DASH} there"),
    "acquire": ("lock = Lock()\nlock.acquire()\nlock.acquire()", "waited in acquire for lock"),
    "map": ("with Pool(2) as pool:\n    pool.map(talking.nap, [60] * 3)", "waited in result for pool"),
    "pool": ("pool = Pool(2)\npool.map(talking.nap, [60] * 3)", "worked on nap"),
    "sleep": ("time.sleep(60)", "slept at line 1, `time.sleep(60)`"),
    "loop": ("while True:\n    pass", "was running at line"),
    "drain": (
        "box = Queue()\nchild = start(talking.fill, 10**6, box)\nchild.join()",
        "child waited until somebody reads what it has put into box",
    ),
    "swallow": ("while True:\n  try:\n    time.sleep(60)\n  except BaseException:\n    pass", "slept at line 3"),
    "waits": (
        "box = Queue()\nchild = start(talking.consume, box, box)\nchild.join()",
        f"child waited in get for box {at('for item in iter(tasks.get, None):')}",
    ),
    "poll": (
        "with watch() as recording:\n    while len(recording.processes) < 9:\n        pass",
        "was running at line 2",
    ),
    "again": ("try:\n    time.sleep(60)\nfinally:\n    time.sleep(60)", "slept at line 2"),
    "feeder": ("box = Queue()\nbox.put(bytes(10**7))\ntime.sleep(60)", "slept at line 3"),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_deadline(kernel, name):
    """It is stopped, it is said who waited for what, its children are gone, and the kernel answers."""
    source, told = BLOCKS[name]
    seconds = 3 if "start(" in source or "Pool(" in source else 0.8  # a child must have come to where it waits
    text, status = kernel.run(f"%%deadline {seconds}\n{source}")
    assert status == "ok"
    assert f"Stopped after {seconds} s: the notebook " in text
    assert told in text
    assert kernel.children() == []
    assert kernel.run("6 * 7")[0] == "42"
    assert kernel.run("from helpers.live import watch\nwith watch():\n    pass")[1] == "ok"


@pytest.mark.skipif(getattr(signal, "SIGRTMAX", 0) != stacks.SIGNAL, reason="children are asked by another signal")
def test_deadline_waits_for_a_late_answer(kernel):
    """A child on a busy machine needs some time until it says where it is."""
    text, _ = kernel.run("%%deadline 2\nstart(talking.answer_late, 0.7).join()")
    assert re.search(r"; child slept at line \d+ of signal.py, `.*pthread_sigmask", text)


def test_stack_is_understood_while_it_is_written():
    """No place is taken from half a line, nor from what the child has inherited."""
    whole = (
        "Stack (most recent call first):\n"
        '  File "/python/multiprocessing/queues.py", line 103 in get\n'
        '  File "/home/ada/talking.py", line 15 in consume\n'
        '  File "/python/multiprocessing/process.py", line 314 in _bootstrap\n'
        '  File "/home/ada/parents.py", line 7 in main\n'
    )
    known = whole.index("consume\n") + len("consume\n")
    for end in range(len(whole) + 1):
        place = stacks.innermost(whole[:end])
        assert place == (("/home/ada/talking.py", 15, "consume") if end >= known else None)
    assert stacks.innermost(whole.replace("home/ada/talking", "python/threading")) is None


@pytest.mark.skipif(not hasattr(os, "getsid"), reason="has no sessions in which an orphan could be found")
def test_deadline_ends_an_orphan(kernel):
    """A process whose parent has ended is no descendant of the kernel any more."""
    kernel.run("import workers; gate = Event()")
    source = "start(workers.leave_an_orphan, get_start_method(), gate).join()\ntime.sleep(60)"
    text, _ = kernel.run(f"%%deadline 6\n{source}")
    assert "the notebook slept at line 2" in text
    assert "; orphan waited in wait for" in text
    assert kernel.session() == []


def test_what_ends_in_time_is_left_alone(kernel):
    """Result, names, errors and semicolon are those of the cell without a deadline, and no thread is left."""
    assert kernel.run("%%deadline 20\n6 * 7")[0].splitlines()[-1] == "42"
    assert kernel.run("%%deadline 20\n6 * 7;")[0].count("42") == 0
    assert kernel.run("%%deadline 20\nmade = 6 * 7")[1] == "ok"
    assert kernel.run("made")[0] == "42"
    text, status = kernel.run("%%deadline 20\n1 / 0")
    assert status == "error"
    assert "ZeroDivisionError" in text
    assert kernel.run("import threading; [t.name for t in threading.enumerate() if t.name == 'deadline']")[0] == "[]"


@pytest.mark.parametrize("line", ["", "soon", "-1", "0", "nan", "1e9", "5 seconds"])
def test_bad_deadlines_are_refused(line):
    """What is no number of seconds is an error that repeats it and gives an example."""
    with pytest.raises(
        ValueError, match=r"%%deadline was given .*; it needs the seconds .*, for example: %%deadline 5"
    ) as c:
        parse_seconds(line)
    assert repr(line) in str(c.value)


def test_start_method_magic(kernel):
    """`%start_method` sets the method for what starts from then on, and says what is wrong with a bad name."""
    before = kernel.run("get_start_method()")[0]
    text, _ = kernel.run("%start_method spawn")
    assert "spawn" in text
    kernel.run("child = Process(target=talking.nap, args=(0,)); child.start(); child.join()")
    assert kernel.run("(child._popen.method, child.exitcode)")[0] == "('spawn', 0)"
    text, status = kernel.run("%start_method spoon")
    assert status == "error"
    assert "%start_method is 'spoon', but" in text
    assert "for example %start_method spawn" in text
    kernel.run(f"%start_method {before.strip(chr(39))}")


def test_kernel_can_end_after_a_deadline():
    """What a stopped cell has left unread in a queue does not keep the kernel from ending."""
    running = Kernel(METHODS[-1])
    running.run(HEAD)
    text, _ = running.run("%%deadline 0.5\nbox = Queue()\nbox.put(bytes(10**7))\nPool(2).map(talking.nap, [60])")
    assert "Stopped" in text
    family = running.process.children(recursive=True)
    running.shut_down()
    _, alive = psutil.wait_procs(family, 5)
    assert alive == []


def test_family_leaves_others_alone():
    """Only what was started since, and never a recycled pid."""
    older = multiprocessing.Process(target=talking.nap, args=(60,))
    older.start()
    family = Family()
    younger = multiprocessing.Process(target=talking.nap, args=(60,))
    younger.start()
    try:
        now = time.time()
        assert [process.pid for process in family.alive({older.pid: now, os.getpid(): now, 1: now})] == [younger.pid]
        assert family.kill({older.pid: now, os.getpid(): now, os.getppid(): now, 1: now}) == []
        assert older.is_alive()
        assert not younger.is_alive()
    finally:
        older.kill()
        older.join()
        younger.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="elsewhere a an orphan stays its parent's")
def test_family_ends_an_orphan():
    """Whose parent has gone is no descendant any more, but was seen to run."""
    family = Family()
    nap = "[sys.executable, '-c', 'import time; time.sleep(60)']"
    program = f"import subprocess, sys; print(subprocess.Popen({nap}, stdout=subprocess.DEVNULL).pid)"
    orphan = int(subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout)
    seen = time.time()
    process = psutil.Process(orphan)
    assert family.alive() == []
    assert [one.pid for one in family.alive({orphan: seen})] == [orphan]
    family.kill({orphan: seen})
    _, alive = psutil.wait_procs([process], 10)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


def test_interrupt_before_the_deadline():
    """Ctrl-C is still Ctrl-C."""

    def block():
        os.kill(os.getpid(), 2)
        time.sleep(5)

    with pytest.raises(KeyboardInterrupt):
        Deadline(20).run(block)


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="all threads are counted here")
@pytest.mark.parametrize(("share", "told"), [(0.08, "was running"), (0, "slept")])
def test_starved_loop_is_told_from_a_wait(share, told):
    """On a crowded machine a loop gets only a little of a CPU."""

    def block():
        used = time.thread_time()
        while True:
            while time.thread_time() - used < share * 0.2:
                pass
            used = time.thread_time()
            time.sleep(0.2)

    deadline = Deadline(3)
    with watch():
        deadline.run(block)
    assert deadline.told == f"the notebook {told}"


def test_deadline_waits_for_the_end_of_a_recording(monkeypatch, capsys):
    """On a busy machine that takes longer than the time between two interrupts; the text is shown all the same."""
    end = watch._end

    def slow_end(self):
        limit = time.monotonic() + 1.5
        while time.monotonic() < limit:
            time.sleep(0.01)
        end(self)

    monkeypatch.setattr(watch, "_end", slow_end)

    def block():
        with watch():
            time.sleep(60)

    deadline = Deadline(0.2)
    assert deadline.run(block) is None
    assert deadline.told == "the notebook slept"
    assert capsys.readouterr().out.startswith("main process\n")


def test_cell_without_a_result(kernel):
    """An interrupt before the cell's first line leaves IPython without one; nobody stumbles over it."""
    kernel.run("from helpers.safety import decoder, leftovers")
    text, status = kernel.run("leftovers.clean_up(None), decoder.look(None)")
    assert (text, status) == ("(None, None)", "ok")


def test_interrupt_before_the_first_line(kernel):
    """One that arrives while the course looks around reaches the cell."""
    kernel.run("""import signal
from helpers.safety import leftovers
begin = leftovers._begin
def interrupted():
    leftovers._begin = begin
    signal.raise_signal(signal.SIGINT)
leftovers._begin = interrupted""")
    text, status = kernel.run("child = start(talking.deaf, 60)\ntime.sleep(60)")
    assert status == "error"
    assert "KeyboardInterrupt" in text
    assert kernel.children() == []
    assert kernel.run("6 * 7")[0] == "42"


def test_leftover_watch_is_taken_down():
    """A block that was never left is ended after its cell, so that the next one can begin."""
    block = watch()
    block.__enter__()
    leftovers.look()
    assert watch._active is None
    with watch():
        pass


# --- errors ---------------------------------------------------------------------------------------------------------


def test_box_stands_under_the_traceback(kernel):
    """The traceback is the same as without a box, which comes after it; an unknown error gets none."""
    source = "box = Queue()\nbox.get(timeout=0.01)"
    kernel.run("from helpers.safety import decoder\nevents = get_ipython().events")
    with_box, status = kernel.run(source)
    kernel.run("events.unregister('post_run_cell', decoder.look)")
    without, _ = kernel.run(source)
    kernel.run("decoder.install(get_ipython())")
    assert status == "error"
    traceback, box = same_cell(with_box).split("Nothing came out of the queue in time.")
    assert "Traceback (most recent call last)" in traceback
    assert traceback.rstrip() == same_cell(without).rstrip()
    assert "See lesson 03 Queue." in box
    assert "See lesson" not in kernel.run("{}['a']")[0]


def same_cell(text):
    """Leave out the cell's number."""
    return re.sub(r"In\[\d+\]|line \d+|\x1b\[[\d;]*m", "", text)
