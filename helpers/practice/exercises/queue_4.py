"""Backpressure: a queue that can be full."""

from helpers.practice.criteria import (
    all_went_well,
    at_most_under_way,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="queue-4",
    title="Not too far ahead",
    goal="""`read` is fast, `draw` is slow, so the pictures pile up between them: with real pictures the memory
would soon be full. Let `read` **wait when three pictures are in the queue**, without a sleep. Both still work at the
same time, and all twelve pictures are drawn. `main(12)` returns how many.""",
    starter="""
import time
from multiprocessing import Process, Queue

from helpers.trace import say

def read(number, pictures):
    for name in range(number):
        pictures.put(name)
    pictures.put(None)  # the end

def draw(pictures, drawn):
    for name in iter(pictures.get, None):
        time.sleep(0.05)
        say("drawn", name)
        drawn.put(name)

def main(number):
    pictures, drawn = Queue(), Queue()
    reader = Process(target=read, args=(number, pictures), name="reader")
    drawer = Process(target=draw, args=(pictures, drawn), name="drawer")
    for child in (reader, drawer):
        child.start()
    found = [drawn.get() for _ in range(number)]
    for child in (reader, drawer):
        child.join()
    return len(found)
""",
    arguments=(12,),
    again=lambda random: ((number := random.randrange(4, 9),), number),
    criteria=(
        ran_in_processes(2),
        ran_in_children("drawn"),
        returns(12, "all twelve pictures are drawn"),
        # Twelve can pass through so little room only while both work.
        # One more that put() holds in its hand, and one that get() has not told of yet
        at_most_under_way("pictures", 3, slack=2),
        all_went_well(),
        nothing_left_running(),
    ),
    hints=(
        "A queue can have room for so many items and no more. What does put do when it is full?",
        "Queue(maxsize): put waits until there is room. Nothing else has to change.",
        """
def main(number):
    pictures, drawn = Queue(...), Queue()
""",
    ),
    solution="""
import time
from multiprocessing import Process, Queue

from helpers.trace import say

def read(number, pictures):
    for name in range(number):
        pictures.put(name)
    pictures.put(None)  # the end

def draw(pictures, drawn):
    for name in iter(pictures.get, None):
        time.sleep(0.05)
        say("drawn", name)
        drawn.put(name)

def main(number):
    pictures, drawn = Queue(maxsize=3), Queue()
    reader = Process(target=read, args=(number, pictures), name="reader")
    drawer = Process(target=draw, args=(pictures, drawn), name="drawer")
    for child in (reader, drawer):
        child.start()
    found = [drawn.get() for _ in range(number)]
    for child in (reader, drawer):
        child.join()
    return len(found)
""",
    explanation="""put waits while a bounded queue is full: the slow side sets the pace, and the memory stays small.
That is called backpressure. In the picture the reader waits in put. The other queue needs no bound, as main takes its
items at once.""",
)
