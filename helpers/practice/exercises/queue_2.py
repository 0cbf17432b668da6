"""Drain before you join."""

from helpers.practice.criteria import (
    all_joined,
    all_went_well,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="queue-2",
    title="The large result",
    goal="""`main(10)` works, `main(1_000_000)` never ends. Find out why, and make it return `1000000`. The child
still sends **the whole text**, and `main` waits for its end.""",
    starter="""
from multiprocessing import Process, Queue

from helpers.trace import say

def write(size, results):
    say("writing")
    results.put("x" * size)

def main(size):
    results = Queue()
    writer = Process(target=write, args=(size, results), name="writer")
    writer.start()
    writer.join()
    return len(results.get())
""",
    arguments=(1_000_000,),
    again=lambda random: ((size := random.randrange(300_000, 900_000),), size),
    criteria=(
        ran_in_processes(1),
        ran_in_children("writing"),
        returns(1_000_000, "the whole text has arrived"),
        all_joined(),
        all_went_well(),
        nothing_left_running(),
    ),
    hints=(
        "Who waits for whom? The picture below the check shows both.",
        "A child can't end before its items are read (its feeder thread flushes them). So get comes before join.",
        """
    writer.start()
    text = ...
    writer.join()
    return len(text)
""",
    ),
    solution="""
from multiprocessing import Process, Queue

from helpers.trace import say

def write(size, results):
    say("writing")
    results.put("x" * size)

def main(size):
    results = Queue()
    writer = Process(target=write, args=(size, results), name="writer")
    writer.start()
    text = results.get()
    writer.join()
    return len(text)
""",
    explanation="""The pipe below a queue takes about 64 kB. The rest waits in the child until somebody reads, and
the child waits with it. join() first means that each waits for the other, for ever. Small results hide this
mistake.""",
    seconds=3,
)
