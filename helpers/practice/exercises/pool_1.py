"""Many equal tasks, few processes."""

from helpers.practice.criteria import at_most_at_once, in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="pool-1",
    title="Eight squares",
    goal="""`square` takes a while. Let **a pool of two to four workers** do it for all numbers. `main(range(8))`
returns the list of squares, in the order of the numbers.""",
    starter="""
import time
from multiprocessing import Pool

from helpers.trace import say

def square(number):
    say("squaring", number)
    time.sleep(0.1)
    return number * number

def main(numbers):
    return [square(number) for number in numbers]
""",
    arguments=([0, 1, 2, 3, 4, 5, 6, 7],),
    again=lambda random: (
        (numbers := [random.randrange(100) for _ in range(4)],),
        [number * number for number in numbers],
    ),
    criteria=(
        in_a_pool(),
        ran_in_children("squaring", 2),
        returns([0, 1, 4, 9, 16, 25, 36, 49], "the list of squares is right"),
        at_most_at_once(4),
        nothing_left_running(),
    ),
    hints=(
        "You want the same function for many values, and a list of results: a pool has a method for that.",
        "with Pool(2) as pool: and pool.map(function, values).",
        """
def main(numbers):
    with Pool(2) as pool:
        return pool...
""",
    ),
    solution="""
import time
from multiprocessing import Pool

from helpers.trace import say

def square(number):
    say("squaring", number)
    time.sleep(0.1)
    return number * number

def main(numbers):
    with Pool(2) as pool:
        return pool.map(square, numbers)
""",
    explanation="""map hands out the numbers, waits, and returns the results in the order of the numbers, whoever
was ready first. with ends the workers afterwards.""",
)
