"""Each box of the error decoder comes for the real error, raised by the Python at hand under each start method."""

from __future__ import annotations

import gc
import importlib.util
import inspect
import multiprocessing
import os
import pickle
import queue
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest

import mistakes
from conftest import METHODS
from helpers.safety import decoder, known
from kernel import Kernel

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = []

NOT_IMPORTABLE = "A child process was given a function or class of a plain cell."
NOT_FOUND = "A process did not find a function or class that it had to import."
NO_GUARD = "A child process began to start children while it was still importing your program."
SERVER_ENDED = "The fork server ended while it was asked for a child."
NO_PICKLE = "Something that was to be sent to another process can't be pickled."
NO_RESULT = "A pool's worker had a result, or an error, that can't be pickled."
WORKER_ENDED = "A worker of the executor ended before its work was done."
JOBLIB_ENDED = "A worker of joblib ended before its work was done."
LOCAL = "Something that is defined inside a function was to be sent to another process."
NOT_SAME = "A function or class that was to be sent is not what its name leads to."
POOL_TRAVELS = "A pool was on its way to another process, and it can't travel."
UNREADABLE = "Something that another process has sent can't be rebuilt here."
EXECUTOR_READS = "The executor could not read what a worker has sent, and gave up."
EXECUTOR_CLOSED = "The executor takes no work any more."
MANAGER_ENDED = "The manager does not answer any more."
POOL_LATE = "The result was not there in time."
EXECUTOR_LATE = "The executor's result was not there in time."
EMPTY = "Nothing came out of the queue in time."
FULL = "The queue had no room in time."
NOBODY_SENDS = "There is nobody at the other end of the pipe any more."
NOBODY_READS = "A message was sent to a pipe that nobody reads any more."
POOL_CLOSED = "The pool takes no work any more."
CLOSED = "The queue or pipe was closed in this process."
DAEMON = "A daemonic process may not have children."
TWICE = "A process object can be started once, and only in the process that made it."
NOT_MINE = "This process can't be waited for or asked here."
SENT = "A queue or lock was sent to a process that already runs."
OTHER_METHOD = "A lock or queue of one start method was given to a child of another."
CHOSEN = "The start method was chosen already."
NO_COUNT = "This system can't count the items of a queue."
IN_A_CHILD = "The error happened in a child process; the upper part of the traceback is the child's."


def gives(box, *methods):
    """Note a program whose error must get this box, under these start methods; with none, it is alike under all."""

    def note(program):
        chosen = [method for method in METHODS if method in (methods or METHODS[:1])]
        chosen = chosen or [method for method in multiprocessing.get_all_start_methods() if method in methods]
        PROGRAMS.extend(pytest.param(program, box, name, id=f"{program.__name__}-{name}") for name in chosen)
        return program

    return note


# --- what can't be imported or pickled --------------------------------------------------------------------------------


@gives(NOT_FOUND)
def class_of_the_child_out_of_a_queue():
    box = multiprocessing.Queue()
    child = multiprocessing.Process(target=mistakes.put_strange, args=(box,))
    child.start()
    try:
        box.get(timeout=30)
    finally:
        child.join()


@gives(NOT_FOUND)
def class_of_the_child_out_of_a_pipe():
    here, there = multiprocessing.Pipe()
    child = multiprocessing.Process(target=mistakes.send_strange, args=(there,))
    child.start()
    try:
        here.recv()
    finally:
        child.join()
        here.close()
        there.close()


@gives(NOT_FOUND)
def class_that_a_manager_does_not_know():
    with multiprocessing.Manager() as manager:
        manager.list().append(mistakes.strange())


@gives(NO_PICKLE, "spawn", "forkserver")
def lambda_as_target():
    multiprocessing.Process(target=lambda: 0).start()


@gives(NO_PICKLE, "spawn", "forkserver")
def open_file_as_argument():
    with open(os.devnull) as file:
        multiprocessing.Process(target=print, args=(file,)).start()


@gives(NO_PICKLE, "spawn", "forkserver")
def generator_as_argument():
    multiprocessing.Process(target=print, args=(mistakes.count(),)).start()


@gives(NO_PICKLE)
def lambda_for_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.map(lambda number: number, [1])


@gives(LOCAL, "spawn", "forkserver")
def local_function_as_target():
    multiprocessing.Process(target=mistakes.local()).start()


@gives(LOCAL, "spawn", "forkserver")
def local_function_as_argument():
    multiprocessing.Process(target=print, args=(mistakes.local(),)).start()


@gives(LOCAL)
def object_of_a_local_class():
    with multiprocessing.Pool(1) as pool:
        pool.apply(print, (mistakes.local_class(),))


@gives(LOCAL)
def local_function_for_an_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.local()).result(timeout=30)


@gives(NOT_SAME)
def function_under_a_decorator():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.decorated)


@gives(NOT_SAME, "spawn", "forkserver")
def object_of_a_class_that_was_defined_again():
    multiprocessing.Process(target=print, args=(mistakes.old,)).start()


@gives(NOT_SAME)
def function_under_a_decorator_for_an_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.decorated).result(timeout=30)


@gives(POOL_TRAVELS)
def method_of_an_object_with_a_pool():
    with multiprocessing.Pool(1) as pool:
        mistakes.Crew(pool).map()


@gives(POOL_TRAVELS, "spawn", "forkserver")
def method_of_an_object_with_a_pool_as_target():
    with multiprocessing.Pool(1) as pool:
        multiprocessing.Process(target=mistakes.Crew(pool).work).start()


@gives(LOCAL)
def local_function_for_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.local())


@gives(POOL_TRAVELS)
def pool_for_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(print, (pool,))


@gives(NO_PICKLE)
def process_for_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(print, (multiprocessing.Process(),))


@gives(NO_PICKLE)
def lambda_for_an_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(lambda: 0).result(timeout=30)


@gives(NO_PICKLE)
def generator_through_a_pipe():
    reader, writer = multiprocessing.Pipe(duplex=False)
    with reader, writer:
        writer.send(mistakes.count())


@gives(NO_RESULT)
def open_folder_as_result():
    with multiprocessing.Pool(1) as pool:
        pool.apply(os.scandir)


@gives(SENT)
def queue_for_a_pool():
    box = multiprocessing.Queue()
    with multiprocessing.Pool(1) as pool:
        pool.apply(print, (box,))


@gives(SENT)
def lock_through_a_pipe():
    reader, writer = multiprocessing.Pipe(duplex=False)
    with reader, writer:
        writer.send(multiprocessing.Lock())


@gives(SENT)
def method_of_an_object_with_a_lock():
    with multiprocessing.Pool(1) as pool:
        pool.map(mistakes.Locked().work, [1])


@gives(UNREADABLE)
def exception_out_of_a_queue():
    box = multiprocessing.Queue()
    child = multiprocessing.Process(target=mistakes.put_too_heavy, args=(box,))
    child.start()
    try:
        box.get(timeout=30)
    finally:
        child.join()


@gives(UNREADABLE)
def exception_out_of_a_pipe():
    here, there = multiprocessing.Pipe()
    child = multiprocessing.Process(target=mistakes.send_too_heavy, args=(there,))
    child.start()
    try:
        here.recv()
    finally:
        child.join()
        here.close()
        there.close()


@gives(UNREADABLE, *METHODS)
def exception_of_a_task_in_an_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.raise_too_heavy).result(timeout=30)


@gives(UNREADABLE)
def exception_of_a_task_in_a_map():
    with ProcessPoolExecutor(1) as executor:
        list(executor.map(mistakes.raise_too_heavy, [1]))


@gives(NOT_FOUND)
def result_of_an_executor_whose_class_is_not_known():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.strange).result(timeout=30)


@gives(EXECUTOR_READS)
def result_of_an_executor_that_can_not_be_set():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.Picky).result(timeout=30)


@gives(OTHER_METHOD, "fork")
def lock_of_fork_for_a_spawned_child():
    multiprocessing.get_context("spawn").Process(target=print, args=(multiprocessing.Lock(),)).start()


# --- pools and executors ----------------------------------------------------------------------------------------------


@gives(WORKER_ENDED, *METHODS)
def worker_of_an_executor_dies():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(os._exit, 1).result(timeout=30)


@gives(WORKER_ENDED, *METHODS)
def class_that_a_worker_does_not_know():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(len, "abc").result(timeout=30)  # from now on a fork comes too late to know more
        executor.submit(print, mistakes.strange()).result(timeout=30)


@gives(WORKER_ENDED)
def initializer_that_fails():
    with ProcessPoolExecutor(2, initializer=mistakes.raise_at_once) as executor:
        executor.submit(abs, 1).result(timeout=30)


@gives(WORKER_ENDED)
def next_task_for_a_broken_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(os._exit, 1).exception(timeout=30)
        executor.submit(abs, 1)


@gives(EXECUTOR_CLOSED)
def executor_after_its_block():
    with ProcessPoolExecutor(1) as executor:
        pass
    executor.submit(abs, 1)


@gives(POOL_LATE)
def late_result():
    with multiprocessing.Pool(1) as pool:
        pool.apply_async(time.sleep, (5,)).get(0.01)


@gives(POOL_LATE)
def late_item():
    with multiprocessing.Pool(1) as pool:
        pool.imap(time.sleep, [5]).next(0.01)


@gives(EXECUTOR_LATE)
def late_future():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(time.sleep, 0.5).result(timeout=0.01)


@gives(EXECUTOR_LATE)
def late_map():
    with ProcessPoolExecutor(1) as executor:
        list(executor.map(time.sleep, [0.5], timeout=0.01))


@gives(EXECUTOR_LATE)
def late_ones_as_they_come():
    with ProcessPoolExecutor(1) as executor:
        list(as_completed([executor.submit(time.sleep, 0.5)], timeout=0.01))


@gives(POOL_CLOSED)
def pool_after_its_block():
    with multiprocessing.Pool(1) as pool:
        pass
    pool.map(abs, [1])


@gives(DAEMON)
def pool_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.have_a_pool)


@gives(DAEMON)
def child_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.have_a_child)


@gives(DAEMON)
def executor_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.have_an_executor)


@gives(IN_A_CHILD)
def error_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.map(mistakes.divide, [0])


@gives(IN_A_CHILD, *METHODS)
def error_in_an_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.divide, 0).result(timeout=30)


@gives(IN_A_CHILD)
def missing_name_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.ask_for_what_no_module_has)


@gives(IN_A_CHILD)
def missing_name_in_an_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.ask_for_what_no_module_has).result(timeout=30)


@gives(IN_A_CHILD)
def pickling_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.pickle_in_a_child)


@gives(IN_A_CHILD)
def timeout_of_a_worker_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.raise_error, (TimeoutError,))


@gives(IN_A_CHILD)
def timeout_of_a_worker_in_an_executor():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(mistakes.raise_error, TimeoutError).result(timeout=30)


# --- queues and pipes -------------------------------------------------------------------------------------------------


@gives(EMPTY)
def nothing_in_a_queue():
    multiprocessing.Queue().get(timeout=0.01)


@gives(EMPTY)
def nothing_in_a_queue_now():
    multiprocessing.Queue().get_nowait()


@gives(FULL)
def no_room_in_a_queue():
    box = multiprocessing.Queue(1)
    box.put(1)
    try:
        box.put(2, timeout=0.01)
    finally:
        box.get()
        box.close()
        box.join_thread()


@gives(NOBODY_SENDS)
def end_of_a_pipe():
    reader, writer = multiprocessing.Pipe(duplex=False)
    writer.close()
    with reader:
        reader.recv()


@gives(NOBODY_SENDS)
def end_of_a_pipe_for_bytes():
    here, there = multiprocessing.Pipe()
    there.close()
    with here:
        here.recv_bytes()


@gives(NOBODY_SENDS)
def end_of_a_pipe_with_a_message_that_nobody_has_read():
    here, there = multiprocessing.Pipe()
    with here:
        here.send("?")
        there.close()
        here.recv()


@gives(MANAGER_ENDED)
def list_of_a_manager_after_its_block():
    with multiprocessing.Manager() as manager:
        shared = manager.list()
    shared.append(1)


@gives(MANAGER_ENDED)
def list_of_a_manager_that_was_killed():
    with multiprocessing.Manager() as manager:
        shared = manager.list()
        manager._process.kill()
        manager._process.join()
        shared.append(1)


@gives(MANAGER_ENDED)
def new_list_of_a_manager_that_was_killed():
    with multiprocessing.Manager() as manager:
        manager._process.kill()
        manager._process.join()
        manager.list()


@gives(NOBODY_READS)
def sent_to_nobody():
    reader, writer = multiprocessing.Pipe(duplex=False)
    reader.close()
    with writer:
        writer.send(1)


@gives(NOBODY_READS)
def sent_to_nobody_both_ways():
    here, there = multiprocessing.Pipe()
    there.close()
    with here:
        here.send(1)


@gives(CLOSED)
def closed_queue():
    box = multiprocessing.Queue()
    box.close()
    box.put(1)


@gives(CLOSED)
def closed_pipe():
    reader, writer = multiprocessing.Pipe(duplex=False)
    reader.close()
    writer.close()
    reader.recv()


if sys.platform == "darwin":

    @gives(NO_COUNT)
    def count_of_a_queue():
        multiprocessing.Queue().qsize()


# --- processes and start methods --------------------------------------------------------------------------------------


@gives(TWICE)
def started_twice():
    child = multiprocessing.Process()
    child.start()
    try:
        child.start()
    finally:
        child.join()


@gives(NOT_MINE)
def joined_too_soon():
    multiprocessing.Process().join()


@gives(NOT_MINE)
def joined_by_itself():
    multiprocessing.current_process().join()


@gives(NOT_MINE)
def asked_after_its_close():
    child = multiprocessing.Process()
    child.start()
    child.join()
    child.close()
    child.is_alive()


@gives(CHOSEN)
def start_method_chosen_twice():
    multiprocessing.set_start_method("spawn")


@pytest.fixture(scope="module", autouse=True)
def _small_heap():
    """Leave out what is there already when a test collects its garbage: to look at it takes longer than the test."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def error_of(program):
    with pytest.raises(BaseException) as info:
        program()
    return info.value


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of a pickle that was given up
@pytest.mark.parametrize(("program", "box", "name"), PROGRAMS)
def test_an_error_gets_its_box(program, box, name, start_method):
    """It is this box and no other, and it leads to a lesson."""
    start_method(name)
    error = error_of(program)
    explanation = decoder.explain(error)
    assert explanation is not None, repr(error)
    assert explanation.what == box, repr(error)
    assert decoder.LESSONS[explanation.lesson][0] in decoder.as_text(explanation)
    gc.collect()


# --- errors of programs that children import --------------------------------------------------------------------------


def server_ends():
    """Tell whether a fork server ends at a program that it can't import: older ones don't, later ones go on."""
    if "forkserver" not in METHODS:
        return False
    from multiprocessing import forkserver

    imports = "init_main_from_path" in inspect.getsource(forkserver.ForkServer.ensure_running)
    return imports and "on_error" not in inspect.signature(forkserver.main).parameters


SERVER_ENDS = server_ends()

SCRIPTS = {
    "function under the guard": (
        """
import multiprocessing
if __name__ == "__main__":
    def work():
        pass
    child = multiprocessing.Process(target=work)
    child.start()
    child.join()
""",
        {NOT_FOUND},
        {NOT_FOUND},
    ),
    "no guard": (
        """
import multiprocessing
child = multiprocessing.Process(target=print)
child.start()
child.join()
""",
        {NO_GUARD},
        {NO_GUARD, SERVER_ENDED} if SERVER_ENDS else {NO_GUARD},
    ),
    "program that can't be imported": (
        """
import multiprocessing
if __name__ == "__main__":
    child = multiprocessing.Process(target=print)
    child.start()
    child.join()
else:
    1 / 0
""",
        {"no box"},
        {"no box", SERVER_ENDED} if SERVER_ENDS else {"no box"},
    ),
}
if sys.version_info >= (3, 15):
    SCRIPTS["preload that has to succeed"] = (
        """
import multiprocessing
if __name__ == "__main__":
    multiprocessing.set_forkserver_preload(["no_such_module"], on_error="fail")
    child = multiprocessing.Process(target=print)
    child.start()
    child.join()
""",
        set(),
        {SERVER_ENDED},
    )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_errors_of_a_program_get_their_boxes(name, method, tmp_path):
    """Whoever ends in an error, the program, its fork server or its child, gets the right box."""
    text, by_spawn, by_forkserver = SCRIPTS[name]
    head = f"import decoding\nif __name__ == '__main__': __import__('multiprocessing').set_start_method({method!r})\n"
    told, output = told_by(head + text, tmp_path)
    assert told == {"fork": set(), "spawn": by_spawn, "forkserver": by_forkserver}[method], output


def told_by(text, folder):
    """Run a program; return the boxes that it and its children tell, and all that they write."""
    path = folder / "program.py"
    path.write_text(text, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = {line.partition(" ")[2] for line in ended.stdout.splitlines() if line[:1].isdigit()}
    return told, ended.stdout + ended.stderr


JOBLIB = """
import decoding, joblib, mistakes, os
if __name__ == "__main__":
    joblib.Parallel(2)(joblib.delayed({task})() for _ in range(2))
"""


@pytest.mark.skipif(not importlib.util.find_spec("joblib"), reason="the course does not need joblib")
@pytest.mark.parametrize(
    ("task", "box"), [("os.abort", JOBLIB_ENDED), ("mistakes.raise_at_once", IN_A_CHILD)], ids=["dies", "raises"]
)
def test_errors_of_joblib_get_their_boxes(task, box, tmp_path):
    """A worker of joblib that dies has a box of its own; an error that one sends back is told as that of a pool."""
    told, output = told_by(JOBLIB.format(task=task), tmp_path)
    assert told == {box}, output


CELL = """
from multiprocessing import Pool, Process
def work(*_):
    pass
class Thing:
    pass
def make():
    def inner():
        pass
    return inner
"""
CELLS = {
    "a function": ("Process(target=work).start()", NOT_IMPORTABLE),
    "a class": ("Process(target=print, args=(Thing(),)).start()", NOT_IMPORTABLE),
    "a function for a pool": ("with Pool(1) as pool:\n    pool.map(work, [1])", NOT_IMPORTABLE),
    "a local function": ("Process(target=make()).start()", LOCAL),
    "a local function for a pool": ("with Pool(1) as pool:\n    pool.map(make(), [1])", LOCAL),
    "a lambda": ("Process(target=lambda: 0).start()", NO_PICKLE),
}


@pytest.mark.parametrize("method", [method for method in METHODS if method != "fork"])
def test_what_stands_in_a_cell_gets_its_box(method):
    """A function or class of a plain cell is recognised before a child looks for it in vain."""
    kernel = Kernel(method)
    try:
        kernel.run(f"%load_ext helpers\n{CELL}")
        for name, (cell, box) in CELLS.items():
            text, status = kernel.run(cell)
            assert status == "error", name
            assert box in text, name
    finally:
        kernel.shut_down()


def test_every_box_is_tried():
    """No box is without a program that gets it, macOS's own left out elsewhere."""
    tried = {param.values[1] for param in PROGRAMS} | {NOT_IMPORTABLE}
    tried = tried.union(*(boxes for _, *told in SCRIPTS.values() for boxes in told))
    tried.add(JOBLIB_ENDED)
    elsewhere = {SERVER_ENDED: not SERVER_ENDS and sys.version_info < (3, 15), NO_COUNT: sys.platform != "darwin"}
    missing = {kind.explanation.what for kind in known.KNOWN} - tried
    assert missing == {box for box, is_elsewhere in elsewhere.items() if is_elsewhere}


# --- what gets none, and what a box is --------------------------------------------------------------------------------


def in_a_thread(step, *args):
    """Run it by an executor of threads, which shares code with that of processes."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(step, *args).result(timeout=30)


def in_a_thread_pool(step, *args):
    """Run it by multiprocessing's own pool of threads."""
    with ThreadPool(1) as pool:
        return pool.apply(step, args)


def empty_message():
    reader, writer = multiprocessing.Pipe(duplex=False)
    with reader, writer:
        writer.send_bytes(b"")
        return reader.recv()


class Unfinished(multiprocessing.Process):
    def __init__(self):  # forgets super().__init__()
        pass


@pytest.mark.parametrize(
    "step",
    [
        lambda: {}["a"],
        lambda: 1 / 0,
        lambda: next(iter(())),
        lambda: input.missing,
        lambda: multiprocessing.missing,
        lambda: Unfinished().start(),
        lambda: pickle.dumps(lambda: 0),
        lambda: pickle.loads(b""),  # noqa: S301
        lambda: multiprocessing.Process(target=pickle.dumps, args=(lambda: 0,)).run(),
        lambda: in_a_thread(mistakes.pickle_in_a_child),
        lambda: in_a_thread_pool(mistakes.pickle_in_a_child),
        lambda: in_a_thread(mistakes.raise_error, TimeoutError),
        lambda: in_a_thread_pool(mistakes.raise_error, TimeoutError),
        lambda: in_a_thread_pool(mistakes.raise_error, multiprocessing.TimeoutError),
        lambda: in_a_thread_pool(mistakes.raise_error, NotImplementedError),
        lambda: in_a_thread(mistakes.local_class().missing),
        lambda: in_a_thread(mistakes.TooHeavyError, "books"),
        lambda: mistakes.TooHeavyError("books"),
        lambda: in_a_thread(mistakes.raise_error, EOFError),
        lambda: in_a_thread(queue.Queue().get_nowait),
        lambda: in_a_thread(Path("/nowhere/at/all").read_text),
        empty_message,
        lambda: queue.Queue().get_nowait(),
        lambda: Path("/nowhere/at/all").read_text(),
        lambda: open(os.devnull).close() or [].pop(),
        lambda: mistakes.raise_error(TimeoutError),
        lambda: mistakes.raise_error(EOFError),
        lambda: mistakes.raise_error(BrokenPipeError),
        lambda: mistakes.raise_error(RuntimeError),
        lambda: mistakes.raise_error(AssertionError),
        lambda: mistakes.raise_error(KeyboardInterrupt),
    ],
)
def test_other_errors_get_nothing(step):
    """An explanation that is wrong would be worse than none."""
    assert decoder.explain(error_of(step)) is None


def test_an_error_of_a_managers_object_gets_nothing(context):
    """A missing name in a method that ran in the manager is no function that was looked for in vain."""
    with context.Manager() as manager:
        error = error_of(lambda: manager.list().missing())
    assert decoder.explain(error) is None


def test_a_box_is_text():
    """What stands in a box is never markup."""
    hostile = known.Explanation("<img src=x onerror=alert(1)>", "<b>", "&", "03")
    assert "<img" not in decoder.as_html(hostile)


def test_every_lesson_of_the_decoder_exists():
    """A box leads to a lesson that is there."""
    used = {kind.explanation.lesson for kind in known.KNOWN}
    assert used <= set(decoder.LESSONS)
    assert [file for _, file in decoder.LESSONS.values() if not (ROOT / "notebooks" / file).exists()] == []
