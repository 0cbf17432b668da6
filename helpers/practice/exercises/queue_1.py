"""Results come back through a queue."""

from helpers.practice.criteria import (
    nothing_left_running,
    overlapped,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="queue-1",
    title="The way back",
    goal="""Three children shout a name each, **at the same time**. Their results are lost: give them a way back.
`main` returns all of them, sorted: `["ADA", "GRACE", "TIM"]`.""",
    starter="""
import time
from multiprocessing import Process, Queue

from helpers.trace import say

def shout(name, results):
    say("shouting", name)
    time.sleep(0.3)
    results.append(name.upper())

def main(names):
    results = []
    children = [Process(target=shout, args=(name, results)) for name in names]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sorted(results)
""",
    arguments=(["Tim", "Ada", "Grace"],),
    again=lambda random: (
        (names := random.sample(["bob", "eve", "kel", "ann"], 3),),
        sorted(name.upper() for name in names),
    ),
    criteria=(
        ran_in_processes(3),
        ran_in_children("shouting", 3),
        returns(["ADA", "GRACE", "TIM"], "all three results have come back"),
        went_through("Queue", 3, upward=True),
        overlapped(3),
        nothing_left_running(),
    ),
    hints=(
        "A list is copied into the child. What can both of them reach into?",
        "Queue() of multiprocessing: the child does put, the parent does get, once for each child.",
        """
def main(names):
    results = Queue()
    ...  # make and start the children
    found = [results.get() for _ in names]
    ...  # wait for the children
    return sorted(found)
""",
    ),
    solution="""
import time
from multiprocessing import Process, Queue

from helpers.trace import say

def shout(name, results):
    say("shouting", name)
    time.sleep(0.3)
    results.put(name.upper())

def main(names):
    results = Queue()
    children = [Process(target=shout, args=(name, results)) for name in names]
    for child in children:
        child.start()
    found = [results.get() for _ in children]
    for child in children:
        child.join()
    return sorted(found)
""",
    explanation="""get() waits until something is there, so no sleep and no asking is needed. It comes before
join(): a child can't end while its items are unread.""",
)
