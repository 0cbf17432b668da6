"""A child works on copies."""

from helpers.practice.criteria import (
    all_went_well,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="background-2",
    title="A number that comes back",
    goal="""`add` runs in a child process and changes `total`, but `main` returns 0: the child has changed its own
copy. Change the cell so that `main(40, 2)` returns 42, **and the child still does the adding**.""",
    starter="""
from multiprocessing import Process

from helpers.trace import say

total = 0

def add(a, b):
    global total
    say("adding")
    total = a + b

def main(a, b):
    child = Process(target=add, args=(a, b))
    child.start()
    child.join()
    return total
""",
    arguments=(40, 2),
    again=lambda random: (values := (random.randrange(100), random.randrange(100)), sum(values)),
    criteria=(
        ran_in_processes(1),
        ran_in_children("adding"),
        returns(42, "main(40, 2) returns 42"),
        all_went_well(),
        nothing_left_running(),
    ),
    hints=(
        "Processes share no variables. The lesson had a number that both processes see.",
        'Value("i", 0) makes a whole number in shared memory. Hand it to the child in args; its number is .value.',
        """
def add(total, a, b):
    say("adding")
    total.value = ...

def main(a, b):
    total = Value("i", 0)
    child = Process(target=add, args=(...))
""",
    ),
    solution="""
from multiprocessing import Process, Value

from helpers.trace import say

def add(total, a, b):
    say("adding")
    total.value = a + b

def main(a, b):
    total = Value("i", 0)
    child = Process(target=add, args=(total, a, b))
    child.start()
    child.join()
    return total.value
""",
    explanation="""A Value lives in shared memory: both processes see the same number. It travels to the child as an
argument. A queue works as well; lesson 03 is about it.""",
)
