"""A small real task: start it again until it works."""

from helpers.practice.criteria import (
    exit_codes,
    named,
    nothing_left_running,
    one_after_the_other,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="process-4",
    title="Try again",
    goal="""`download` fails twice: once with an exception, once it is killed. Write a supervisor: run it in a child
process named `attempt-1`; if that **did not end well**, run `attempt-2`, and so on, one after the other, five
attempts at most. `main` returns how many attempts it took, here 3.""",
    starter="""
import os
import signal
import time
from multiprocessing import Process

def download(attempt):
    time.sleep(0.1)
    if attempt == 1:
        raise ConnectionError("no network")
    if attempt == 2:
        os.kill(os.getpid(), signal.SIGTERM)  # ended from outside: the exit code is not 1
        time.sleep(5)

def main():
    child = Process(target=download, args=(1,), name="attempt-1")
    child.start()
    child.join()
    return 1
""",
    criteria=(
        ran_in_processes(3, exactly=True, goal="3 processes were started, as many as needed"),
        named("attempt-1", "attempt-2", "attempt-3"),
        one_after_the_other(),
        exit_codes({"attempt-3": 0}),
        returns(3, "main() returns 3"),
        nothing_left_running(),
    ),
    hints=(
        "When do you know whether an attempt went well? And which exit codes mean that it did not?",
        "After join(), exitcode is 0 if all went well. Everything else is a failure, negative numbers too.",
        """
def main():
    for attempt in range(1, 6):
        child = Process(target=download, args=(attempt,), name=f"attempt-{attempt}")
        ...
        if ...:
            return attempt
""",
    ),
    solution="""
import os
import signal
import time
from multiprocessing import Process

def download(attempt):
    time.sleep(0.1)
    if attempt == 1:
        raise ConnectionError("no network")
    if attempt == 2:
        os.kill(os.getpid(), signal.SIGTERM)  # ended from outside: the exit code is not 1
        time.sleep(5)

def main():
    for attempt in range(1, 6):
        child = Process(target=download, args=(attempt,), name=f"attempt-{attempt}")
        child.start()
        child.join()
        if child.exitcode == 0:
            return attempt
    raise RuntimeError("five attempts failed")
""",
    explanation="""Ask for success, exitcode == 0, and not for one kind of failure: a process that was ended by a
signal has a negative exit code. A new Process object is needed for each attempt, as a process can be started once
only.""",
)
