"""What a deadline or an interrupt ends, ends cleanly: pools, executors and managers are whole afterwards, or say so."""

import importlib.util
import os
import time

import psutil
import pytest

from conftest import METHODS
from helpers.ground.machinery import role_of
from helpers.processes.ending import helper_role
from kernel import HEAD, Kernel

ENDED = "was ended when the cell was stopped after {} s; make a new one, for example: "
MORE = """from concurrent.futures import ProcessPoolExecutor
from multiprocessing.pool import ThreadPool
def late(number):
    return number"""


@pytest.fixture(scope="module", params=METHODS)
def kernel(request):
    running = Kernel(request.param)
    running.run(HEAD)
    running.run(MORE)
    running.run("%%deadline 60\nPool(1).terminate()")  # the first one imports what it needs
    yield running
    began = time.monotonic()
    running.shut_down()
    assert time.monotonic() - began < 30


def left(kernel):
    """Return its descendants, the machinery of all packages left out."""
    return [one for one in kernel.children() if helper_role(one) is None or one.ppid() != kernel.process.pid]


MAKES = {
    "pool": ("Pool(2)", "map(talking.nap, [60] * 2)", "map(abs, [1])", "Pool(2)"),
    "imap": ("Pool(2)", "imap(talking.nap, [60] * 2).next()", "imap(abs, [1])", "Pool(2)"),
    "executor": ("ProcessPoolExecutor(2)", "submit(talking.nap, 60).result()", "submit(abs, 1)", "ProcessPoolExecutor"),
}
ENDS = {
    "pool": ("terminate(); it.join()", "close(); it.join()", "__exit__(None, None, None)"),
    "imap": ("terminate(); it.join()",),
    "executor": ("shutdown()", "__exit__(None, None, None)", "shutdown(cancel_futures=True)"),
}


@pytest.mark.parametrize("older", [True, False], ids=["older", "new"])
@pytest.mark.parametrize(("name", "end"), [(name, end) for name, ends in ENDS.items() for end in ends])
def test_it_says_that_it_was_ended(kernel, name, end, older):
    """Whatever worked for the stopped cell is ended: who uses it is told so at once, and no way to end it hangs."""
    make, work, use, new = MAKES[name]
    if older:
        assert kernel.run(f"it = {make}\nit.{use}")[1] == "ok"
    text, status = kernel.run(f"%%deadline 2\n{'' if older else 'it = ' + make}\nit.{work}")
    assert status == "ok"
    assert "Stopped after 2 s" in text
    assert left(kernel) == []
    text, status = kernel.run(f"it.{use}")
    assert status == "error"
    assert ENDED.format(2) in text
    assert new in text
    assert kernel.run(f"it.{end}") == ("", "ok") or "<" in kernel.run("it")[0]
    assert kernel.run("del it; import gc; gc.collect(); 6 * 7")[0] == "42"


def test_workers_that_die_for_ever(kernel):
    """A pool whose workers can't find a function goes on replacing them, until the deadline."""
    kernel.run("older = Pool(2)")
    kernel.run("def unknown(number):\n    return number")
    text, _ = kernel.run("%%deadline 3\nolder.map(unknown, range(4))")
    if "Stopped after 3 s" in text:
        assert ENDED.format(3) in kernel.run("older.map(abs, [1])")[0]
    else:  # it was said at once that children can't import it; nothing was ended
        assert kernel.run("older.map(abs, [1])") == ("[1]", "ok")
    assert kernel.run("older.terminate(); older.join()") == ("", "ok")
    assert left(kernel) == []


def test_result_of_an_ended_pool(kernel):
    """A result that will never come is not waited for."""
    kernel.run("older = Pool(2)")
    kernel.run(
        "%%deadline 1\nresult = older.map_async(talking.nap, [60] * 5)\none = older.imap_unordered(talking.nap, [60])\n"
        "time.sleep(60)"
    )
    assert ENDED.format(1) in kernel.run("result.get()")[0]
    assert ENDED.format(1) in kernel.run("next(one)")[0]


def test_what_was_not_touched_is_whole(kernel):
    """A pool, an executor, a manager and a pool of threads that the stopped cell did not use work on."""
    kernel.run("pool = Pool(2); threads = ThreadPool(2); executor = ProcessPoolExecutor(2); manager = Manager()")
    kernel.run("executor.submit(abs, -1).result(); box = manager.list([1])")
    text, _ = kernel.run("%%deadline 1\nthreads.apply_async(time.sleep, (2,))\nstart(talking.nap, 60).join()")
    assert "Stopped after 1 s" in text
    assert kernel.run("pool.map(abs, [-1]), threads.map(abs, [-1]), executor.submit(abs, -1).result(), box[0]") == (
        "([1], [1], 1, 1)",
        "ok",
    )
    kernel.run("pool.terminate(); threads.terminate(); executor.shutdown(); manager.shutdown()")
    assert left(kernel) == []


def test_manager(kernel):
    """A manager that the stopped cell has made says so, and so do its proxies."""
    kernel.run("%%deadline 2\nmanager = Manager()\nbox = manager.list()\ntime.sleep(60)")
    for use in ("box.append(1)", "manager.dict()"):
        text, status = kernel.run(use)
        assert status == "error"
        assert ENDED.format(2) + "manager = Manager()" in text
    assert kernel.run("manager.shutdown()") == ("", "ok")


def test_thread_pool_is_left_in_time(kernel):
    """Its threads can't be ended, so nobody waits for them."""
    kernel.run("began = time.monotonic()")
    text, _ = kernel.run("%%deadline 1\nthreads = ThreadPool(2)\nthreads.map(time.sleep, [5] * 2)")
    assert "Stopped after 1 s" in text
    assert float(kernel.run("time.monotonic() - began")[0]) < 5, "it was left before its threads had ended"
    assert kernel.run("threads.map(abs, [-1])") == ("[1]", "ok")


def test_await(kernel):
    """A cell that awaits outside of a function has a deadline, too."""
    kernel.run("import asyncio")
    assert kernel.run("%%deadline 20\nawait asyncio.sleep(0.01)\n6 * 7")[0].splitlines()[-1] == "42"
    text, status = kernel.run("%%deadline 1\nmade = 1\nawait asyncio.sleep(60)")
    assert status == "ok"
    assert "Stopped after 1 s" in text
    assert kernel.run("await asyncio.sleep(0.01)\nmade") == ("1", "ok")
    text, status = kernel.run("%%deadline 20\nawait asyncio.sleep(0.01)\n1 / 0")
    assert "ZeroDivisionError" in text


def test_no_zombie(kernel):
    """A program that the cell has started is ended and asked for its exit code."""
    kernel.run("import subprocess, sys")
    source = "program = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\nprogram.wait()"
    kernel.run(f"%%deadline 1\n{source}")
    zombies = [one for one in kernel.process.children() if one.status() == psutil.STATUS_ZOMBIE]
    assert zombies == []
    assert kernel.run("program.returncode != 0, program.returncode is None")[0] == "(True, False)"


@pytest.mark.skipif(importlib.util.find_spec("joblib") is None, reason="joblib is not installed")
def test_resource_tracker_of_another_package(kernel):
    """Loky's own resource tracker is machinery, like multiprocessing's: it is left alone."""
    kernel.run("import joblib")
    source = "joblib.Parallel(2)(joblib.delayed(time.sleep)(60) for _ in range(2))"
    text, _ = kernel.run(f"%%deadline 4\n{source}", timeout=60)
    assert "Stopped after 4 s" in text
    assert "SIGKILL" not in "".join(line for line in text.splitlines() if "python" in line.split())
    trackers = [one for one in kernel.process.children() if "loky.backend.resource_tracker" in " ".join(one.cmdline())]
    assert len(trackers) == 1
    text, status = kernel.run("joblib.Parallel(2)(joblib.delayed(abs)(-n) for n in range(2))", timeout=60)
    assert (text.splitlines()[-1], status) == ("[0, 1]", "ok")
    kernel.run("from joblib.externals import loky; loky.get_reusable_executor().shutdown()")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (["python", "-c", "from multiprocessing.resource_tracker import main;main(5)"], "resource tracker"),
        (
            ["python", "-c", "from joblib.externals.loky.backend.resource_tracker import main; main(7, False)"],
            "resource tracker",
        ),
        (["python", "-c", "from multiprocessing.forkserver import main; main(5, 6, ['__main__'])"], "fork server"),
        (["python", "-m", "joblib.externals.loky.backend.popen_loky_posix", "--pipe", "7"], None),
        (["python", "-c", "from multiprocessing.spawn import spawn_main; spawn_main(pipe_handle=5)"], None),
        (["python", "resource_tracker.py"], None),
    ],
)
def test_machinery_is_known_by_what_it_is(line, role):
    """Resource trackers and fork servers, of whichever package; no worker, and no program of the learner's."""
    assert role_of(line) == role


def test_interrupt_ends_what_it_has_reached(kernel):
    """Older pools and executors have lost their workers; a pool of threads and a manager are whole."""
    kernel.run("pool = Pool(2); threads = ThreadPool(2); executor = ProcessPoolExecutor(2); manager = Manager()")
    kernel.run("executor.submit(abs, -1).result(); box = manager.list([1])")
    kernel.run("import os, signal, threading")
    kernel.run("threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\npool.map(talking.nap, [60])")
    told = "was ended when the cell was interrupted; make a new one, for example: "
    assert told + "pool = Pool(2)" in kernel.run("pool.map(abs, [-1])")[0]
    assert told + "executor = ProcessPoolExecutor(2)" in kernel.run("executor.submit(abs, -1)")[0]
    assert kernel.run("threads.map(abs, [-1]), box[0]") == ("([1], 1)", "ok")
    assert (
        kernel.run("pool.terminate(); pool.join(); executor.shutdown(); threads.terminate(); manager.shutdown()")[1]
        == "ok"
    )
    assert left(kernel) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="does not fork")
def test_interrupt_that_is_put_off_twice(kernel):
    """One that comes in a fork, while interrupts are held back, is delivered when both are over."""
    kernel.run("""import os, signal
from helpers.ground.signals import uninterrupted
wanted = False
def interrupt():
    global wanted
    if wanted:
        wanted = False
        signal.raise_signal(signal.SIGINT)
os.register_at_fork(after_in_parent=interrupt)
context = get_context("fork")""")
    source = "with uninterrupted():\n    child = context.Process(target=talking.nap, args=(0,))\n    child.start()\n"
    text, status = kernel.run(f"wanted = True\n{source}child.join()\ntime.sleep(20)")
    assert ("KeyboardInterrupt" in text, status) == (True, "error")
    assert kernel.run("time.sleep(0.3)\n6 * 7")[0] == "42"
