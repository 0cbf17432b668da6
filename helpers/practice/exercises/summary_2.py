"""A worker is lost."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns, some_died
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="summary-2",
    title="Lost, and noticed",
    goal="""`work` ends its own process, as happens when memory runs out. A `Pool` would wait for ever. Run it in
the kind of pool that **notices**, and let `main` return the name of the exception that you get:
`"BrokenProcessPool"`.""",
    starter="""
import os
import signal
import time

from helpers.trace import say

def work(number):
    say("working on", number)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)

def main():
    return "all went well"
""",
    criteria=(
        in_a_pool(),
        ran_in_children("working on"),
        some_died(),
        returns("BrokenProcessPool", 'main() returns "BrokenProcessPool"'),
        nothing_left_running(),
    ),
    hints=(
        "Lesson 05 had two kinds of pools. Which one told that a worker was lost?",
        "ProcessPoolExecutor: the result() of a submitted call raises BrokenProcessPool.",
        """
def main():
    with ProcessPoolExecutor(2) as executor:
        future = executor.submit(work, 1)
        try:
            ...
        except ... as error:
            return type(error).__name__
""",
    ),
    solution="""
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.trace import say

def work(number):
    say("working on", number)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)

def main():
    with ProcessPoolExecutor(2) as executor:
        future = executor.submit(work, 1)
        try:
            return future.result()
        except BrokenProcessPool as error:
            return type(error).__name__
""",
    explanation="""The executor watches its workers: when one is gone, every open future gets BrokenProcessPool, and
the executor is of no further use. A Pool replaces the worker silently, but its task is lost, and nobody tells the
one who waits.""",
    seconds=4,
)
