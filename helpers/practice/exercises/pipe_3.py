"""Who is first? Several pipes at once."""

from helpers.practice.criteria import (
    all_went_well,
    nothing_left_running,
    overlapped,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="pipe-3",
    title="First come, first served",
    goal="""Three children think for different times, each has a pipe of its own. `main` is to return their names
**in the order in which the answers arrive**: `["quick", "middle", "slow"]`. It must not know the times.""",
    starter="""
import time
from multiprocessing import Pipe, Process

from helpers.trace import say

def think(connection, name, seconds):
    time.sleep(seconds)
    say("answer of", name)
    connection.send(name)

def main(thinkers):
    ends, children = [], []
    for name, seconds in thinkers.items():
        mine, theirs = Pipe(duplex=False)
        children.append(Process(target=think, args=(theirs, name, seconds), name=name))
        ends.append(mine)
        children[-1].start()
        theirs.close()
    order = [end.recv() for end in ends]
    for child in children:
        child.join()
    return order
""",
    arguments=({"slow": 0.9, "quick": 0.1, "middle": 0.5},),
    criteria=(
        ran_in_processes(3),
        ran_in_children("answer of", 3),
        returns(["quick", "middle", "slow"], "the names are in the order of arrival"),
        went_through("Pipe", 3, upward=True),
        overlapped(3),
        all_went_well(),
        nothing_left_running(),
    ),
    hints=(
        "recv() of the first pipe waits for the slow one, while others have something to say. Wait for all at once.",
        "multiprocessing.connection.wait(ends) returns the list of those that have something.",
        """
    order = []
    while ends:
        for end in wait(ends):
            order.append(...)
            ends.remove(...)
""",
    ),
    solution="""
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait

from helpers.trace import say

def think(connection, name, seconds):
    time.sleep(seconds)
    say("answer of", name)
    connection.send(name)

def main(thinkers):
    ends, children = [], []
    for name, seconds in thinkers.items():
        mine, theirs = Pipe(duplex=False)
        children.append(Process(target=think, args=(theirs, name, seconds), name=name))
        ends.append(mine)
        children[-1].start()
        theirs.close()
    order = []
    while ends:
        for end in wait(ends):
            order.append(end.recv())
            ends.remove(end)
    for child in children:
        child.join()
    return order
""",
    explanation="""wait() sleeps until at least one of the pipes has something, or is at its end, and tells which.
It costs no CPU time. An end that was read is taken out of the list; otherwise wait() would report its EOF again and
again.""",
)
