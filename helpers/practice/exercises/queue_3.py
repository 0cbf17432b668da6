"""Several consumers, and how they learn that the work is done."""

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
    id="queue-3",
    title="Two consumers",
    goal="""Two children take numbers from one queue, square them, and put the squares into another. Let **both
work, and both end by themselves**. `main(range(8))` returns the eight squares, sorted.""",
    starter="""
import time
from multiprocessing import Process, Queue

from helpers.trace import say

def consume(tasks, results):
    while True:
        number = tasks.get()
        say("squaring", number)
        time.sleep(0.1)
        results.put(number * number)

def main(numbers):
    return [number * number for number in numbers]
""",
    arguments=([0, 1, 2, 3, 4, 5, 6, 7],),
    again=lambda random: (
        (numbers := [random.randrange(100) for _ in range(4)],),
        sorted(number * number for number in numbers),
    ),
    criteria=(
        ran_in_processes(2),
        ran_in_children("squaring", 2),
        returns([0, 1, 4, 9, 16, 25, 36, 49], "all eight squares are there"),
        went_through("Queue", 8, upward=True),
        overlapped(),
        all_went_well(),
        nothing_left_running(),
    ),
    hints=(
        "A loop of get() never ends by itself. What could you put into the queue that means: it is over?",
        "A sentinel, such as None: one for each consumer, after the last number. iter(tasks.get, None) stops at it.",
        """
def consume(tasks, results):
    for number in iter(tasks.get, None):
        ...

def main(numbers):
    ...  # make both queues, start two children, put the numbers
    for _ in children:
        tasks.put(None)
    squares = [results.get() for _ in numbers]
    ...  # wait for the children
    return sorted(squares)
""",
    ),
    solution="""
import time
from multiprocessing import Process, Queue

from helpers.trace import say

def consume(tasks, results):
    for number in iter(tasks.get, None):
        say("squaring", number)
        time.sleep(0.1)
        results.put(number * number)

def main(numbers):
    tasks, results = Queue(), Queue()
    children = [Process(target=consume, args=(tasks, results)) for _ in range(2)]
    for child in children:
        child.start()
    for number in numbers:
        tasks.put(number)
    for _ in children:
        tasks.put(None)
    squares = [results.get() for _ in numbers]
    for child in children:
        child.join()
    return sorted(squares)
""",
    explanation="""Each consumer takes one sentinel and stops, so there are as many sentinels as consumers. Asking
empty() would be a race: the queue may be empty because the next number is still on its way.""",
    seconds=5,
)
