"""Worker functions and classes for the tests; children import this module by name."""

import contextlib
import io
import multiprocessing
import os
import random
import subprocess
import sys
import time

from helpers.trace import say


def greet(*words):
    say("hello", *words)


def wait_for(event):
    say("waiting")
    event.wait(30)


def spin(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def square(x):
    return x * x


def say_and_be_killed(text):
    say(text)
    os.kill(os.getpid(), 9)


def leave(code):
    sys.exit(code)


def leave_at_once(code):
    os._exit(code)


def start_inner(method, name):
    child = multiprocessing.get_context(method).Process(target=greet, args=("inside",), name=name)
    child.start()
    child.join()


def run_program(seconds):
    subprocess.run([sys.executable, "-c", f"import time; time.sleep({seconds})"], check=True)


def fork_bare():
    pid = os.fork()
    if pid == 0:
        say("from a bare fork")
        os._exit(0)
    os.waitpid(pid, 0)


def tell_late(queue, marker):
    """Say something when the block is over; the queue gets what was printed."""
    while os.path.exists(marker):
        time.sleep(0.01)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        say("after the block")
    queue.put(printed.getvalue())


def grow(method, tree, queue, gate):
    """Be one process of a random tree: start the children, report, wait for the gate, join."""
    context = multiprocessing.get_context(method)
    children = [
        context.Process(target=grow, args=(method, subtree, queue, gate), name=subtree["name"])
        for subtree in tree["children"]
    ]
    for child in children:
        child.start()
    queue.put((tree["name"], os.getpid(), os.getppid(), [child.pid for child in children]))
    if not tree["dies"]:
        gate.wait(30)
    for child in children:
        child.join()
    sys.exit(tree["code"])


def random_tree(seed, depth=3, width=3):
    """Return a random tree of processes as nested dicts."""
    rng = random.Random(seed)
    names = iter(range(1000))

    def branch(level):
        count = rng.randint(0, width) if level else 0
        return {
            "name": f"n{next(names)}",
            "code": rng.choice([0, 0, 0, 3]),
            "dies": rng.random() < 0.3,
            "children": [branch(level - 1) for _ in range(count)],
        }

    return [branch(depth - 1) for _ in range(rng.randint(1, width))]


def cpython_process(context):
    """Return a subclass of the context's Process that overrides run()."""
    return {"fork": ForkGreeter, "spawn": SpawnGreeter, "forkserver": ForkServerGreeter}[context.get_start_method()]


class _Greeter:
    def __init__(self, word):
        super().__init__(name=f"greeter of {word}")
        self.word = word

    def run(self):
        say("hello", self.word)


class SpawnGreeter(_Greeter, multiprocessing.get_context("spawn").Process):
    pass


if "fork" in multiprocessing.get_all_start_methods():

    class ForkGreeter(_Greeter, multiprocessing.get_context("fork").Process):
        pass

    class ForkServerGreeter(_Greeter, multiprocessing.get_context("forkserver").Process):
        pass


def leave_an_orphan(method, event):
    """Start a child and end without waiting for it, as a killed process would."""
    child = multiprocessing.get_context(method).Process(target=wait_for, args=(event,), name="orphan")
    child.start()
    os._exit(0)
