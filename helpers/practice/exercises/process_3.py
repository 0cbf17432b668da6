"""Wait, but not for ever."""

from helpers.practice.criteria import (
    all_joined,
    exit_codes,
    nothing_left_running,
    overlapped,
    ran_in_processes,
    returns,
    signalled,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="process-3",
    title="Patience has an end",
    goal="""Two children run: `quick` ends by itself, `stuck` never does. Give each **at most one second**, end from
outside whoever is not done by then, and wait for the end. `main` returns the names of those that had to be ended:
`["stuck"]`.""",
    starter="""
import time
from multiprocessing import Process

def work(seconds):
    time.sleep(seconds)

def main():
    children = [
        Process(target=work, args=(0.2,), name="quick"),
        Process(target=work, args=(3600,), name="stuck"),
    ]
    for child in children:
        child.start()
    return []
""",
    criteria=(
        ran_in_processes(2),
        overlapped(),
        signalled("stuck"),
        exit_codes({"quick": 0}),
        all_joined(),
        returns(["stuck"], 'main() returns ["stuck"]'),
        nothing_left_running(),
    ),
    hints=(
        "join can be told how long it waits at most. Afterwards, ask whether the child is still there.",
        "join(timeout=1), is_alive(), terminate(), and join() once more.",
        """
    ended = []
    for child in children:
        child.join(timeout=1)
        if child.is_alive():
            ...
            ended.append(child.name)
    return ended
""",
    ),
    solution="""
import time
from multiprocessing import Process

def work(seconds):
    time.sleep(seconds)

def main():
    children = [
        Process(target=work, args=(0.2,), name="quick"),
        Process(target=work, args=(3600,), name="stuck"),
    ]
    for child in children:
        child.start()
    ended = []
    for child in children:
        child.join(timeout=1)
        if child.is_alive():
            child.terminate()
            child.join()
            ended.append(child.name)
    return ended
""",
    explanation="""join(timeout=1) returns after a second at the latest, and does not tell whether the child has
ended: is_alive() does. terminate() does not wait either, so join() comes after it.""",
    seconds=4,
)
