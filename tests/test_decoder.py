"""Each box of the error decoder comes for the real error, raised by the Python at hand under each start method."""

from __future__ import annotations

import gc
import inspect
import multiprocessing
import os
import pickle
import queue
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import mistakes
from conftest import METHODS
from helpers.safety import decoder
from test_safety import Kernel

ROOT = Path(__file__).parent.parent
PROGRAMS = []

NOT_IMPORTABLE = "A child process was given a function or class of a plain cell."
NOT_FOUND = "A process did not find a function or class that it should import."
NO_GUARD = "A child process began to start children while it was still importing your program."
SERVER_ENDED = "The fork server ended while it was asked for a child."
NO_PICKLE = "Something that should travel to another process can't be pickled."
NO_RESULT = "A pool's worker had a result, or an error, that can't be pickled."
WORKER_DIED = "A worker of the executor died in the middle of its work."
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
    """Note a program whose error must get this box, under these start methods or under each."""

    def note(program):
        chosen = [method for method in METHODS if method in (methods or METHODS)]
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


@gives(NO_PICKLE)
def local_function_for_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.local())


@gives(NO_PICKLE)
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


@gives(OTHER_METHOD, "fork")
def lock_of_fork_for_a_spawned_child():
    multiprocessing.get_context("spawn").Process(target=print, args=(multiprocessing.Lock(),)).start()


# --- pools and executors ----------------------------------------------------------------------------------------------


@gives(WORKER_DIED)
def worker_of_an_executor_dies():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(os._exit, 1).result(timeout=30)


@gives(WORKER_DIED)
def class_that_a_worker_does_not_know():
    with ProcessPoolExecutor(1) as executor:
        executor.submit(len, "abc").result(timeout=30)  # from now on a fork comes too late to know more
        executor.submit(print, mistakes.strange()).result(timeout=30)


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


@gives(POOL_CLOSED)
def pool_after_its_block():
    with multiprocessing.Pool(1) as pool:
        pass
    pool.map(abs, [1])


@gives(DAEMON)
def pool_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.apply(mistakes.have_a_pool)


@gives(IN_A_CHILD)
def error_in_a_pool():
    with multiprocessing.Pool(1) as pool:
        pool.map(mistakes.divide, [0])


@gives(IN_A_CHILD)
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
    path = tmp_path / "program.py"
    head = f"import decoding\nif __name__ == '__main__': __import__('multiprocessing').set_start_method({method!r})\n"
    path.write_text(head + text, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = {line.partition(" ")[2] for line in ended.stdout.splitlines() if line[:1].isdigit()}
    assert told == {"fork": set(), "spawn": by_spawn, "forkserver": by_forkserver}[method], ended.stdout + ended.stderr


CELL = """
from multiprocessing import Pool, Process
def work(*_):
    pass
class Thing:
    pass
"""
CELLS = {
    "a function": "Process(target=work).start()",
    "a class": "Process(target=print, args=(Thing(),)).start()",
    "a function for a pool": "with Pool(1) as pool:\n    pool.map(work, [1])",
}


@pytest.mark.parametrize("method", [method for method in METHODS if method != "fork"])
def test_what_stands_in_a_cell_gets_its_box(method):
    """A function or class of a plain cell is recognised before a child looks for it in vain."""
    kernel = Kernel(method)
    try:
        kernel.run(f"%load_ext helpers\n{CELL}")
        for name, cell in CELLS.items():
            text, status = kernel.run(cell)
            assert status == "error", name
            assert NOT_IMPORTABLE in text, name
    finally:
        kernel.shut_down()


def test_every_box_is_tried():
    """No box is without a program that gets it, macOS's own left out elsewhere."""
    tried = {param.values[1] for param in PROGRAMS} | {NOT_IMPORTABLE}
    tried = tried.union(*(boxes for _, *told in SCRIPTS.values() for boxes in told))
    elsewhere = {SERVER_ENDED: not SERVER_ENDS and sys.version_info < (3, 15), NO_COUNT: sys.platform != "darwin"}
    missing = {known.explanation.what for known in decoder._KNOWN} - tried
    assert missing == {box for box, is_elsewhere in elsewhere.items() if is_elsewhere}


# --- what gets none, and what a box is --------------------------------------------------------------------------------


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
    hostile = decoder.Explanation("<img src=x onerror=alert(1)>", "<b>", "&", "03")
    assert "<img" not in decoder.as_html(hostile)


def test_every_lesson_of_the_decoder_exists():
    """A box leads to a lesson that is there."""
    used = {known.explanation.lesson for known in decoder._KNOWN}
    assert used <= set(decoder.LESSONS)
    assert [file for _, file in decoder.LESSONS.values() if not (ROOT / "notebooks" / file).exists()] == []
