"""Take turns."""

from typing import Any

from helpers.practice.criteria import nothing_left_running, overlapped, ran_in_processes, returns_what
from helpers.practice.exercise import Exercise


def _fits(value: Any) -> str | None:  # noqa: ANN401 - what an answer returns
    if value == 50:
        return None
    if value is None:
        return "main() returned None; give the number back with return"
    return "updates were lost: the counter is below 50" if value < 50 else "the counter is above 50"


EXERCISE = Exercise(
    id="background-3",
    title="Nothing lost",
    goal="""Two processes add 1 to the same counter, 25 times each. The sum should be 50, but updates get lost: both
read the same number, both write the same number. Make it **50, with both processes running at the same time**.
Leave the `sleep` between reading and writing, and the barrier at which both meet before each addition.""",
    starter="""
import time
from multiprocessing import Barrier, Process, Value

def add(counter, barrier):
    for _ in range(25):
        barrier.wait()  # both begin together
        seen = counter.value
        time.sleep(0.01)  # the other one gets its chance
        counter.value = seen + 1

def main():
    counter, barrier = Value("i", 0), Barrier(2)
    children = [Process(target=add, args=(counter, barrier)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counter.value
""",
    criteria=(
        ran_in_processes(2),
        overlapped(),
        returns_what(_fits, "the counter is 50"),
        nothing_left_running(),
    ),
    hints=(
        "Between reading and writing nobody else may come in. What lets only one in at a time?",
        "Lock() of multiprocessing: make one in main, hand it to both children; after the barrier write: with lock:",
        """
def add(counter, barrier, lock):
    for _ in range(25):
        barrier.wait()
        with ...:
            seen = counter.value
            time.sleep(0.01)
            counter.value = seen + 1
""",
    ),
    solution="""
import time
from multiprocessing import Barrier, Lock, Process, Value

def add(counter, barrier, lock):
    for _ in range(25):
        barrier.wait()
        with lock:
            seen = counter.value
            time.sleep(0.01)
            counter.value = seen + 1

def main():
    counter, barrier, lock = Value("i", 0), Barrier(2), Lock()
    children = [Process(target=add, args=(counter, barrier, lock)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counter.value
""",
    explanation="""The lock has to be held from the reading to the writing, and both children need the same lock: so
it is made once, in the parent, and handed over. Every Value has a lock of its own, too: with counter.get_lock().""",
)
