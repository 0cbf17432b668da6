"""Ask and answer."""

from helpers.practice.criteria import (
    all_went_well,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="pipe-1",
    title="Ask and answer",
    goal="""The child is to receive a number and send back its double. It receives, and keeps the answer to itself.
Make `main(21)` return 42, **through the pipe**.""",
    starter="""
from multiprocessing import Pipe, Process

from helpers.trace import say

def double(connection):
    number = connection.recv()
    say("doubling", number)
    return 2 * number

def main(number):
    mine, theirs = Pipe()
    child = Process(target=double, args=(theirs,))
    child.start()
    mine.send(number)
    child.join()
    return None
""",
    arguments=(21,),
    again=lambda random: ((number := random.randrange(100),), 2 * number),
    criteria=(
        ran_in_processes(1),
        ran_in_children("doubling"),
        returns(42, "main(21) returns 42"),
        went_through("Pipe", 1, upward=True),
        all_went_well(),
        nothing_left_running(),
    ),
    hints=(
        "What a process's function returns is thrown away. The pipe works in both directions.",
        "The child calls send on its end, the parent calls recv on its own.",
        """
def double(connection):
    number = connection.recv()
    say("doubling", number)
    connection.send(...)
""",
    ),
    solution="""
from multiprocessing import Pipe, Process

from helpers.trace import say

def double(connection):
    number = connection.recv()
    say("doubling", number)
    connection.send(2 * number)

def main(number):
    mine, theirs = Pipe()
    child = Process(target=double, args=(theirs,))
    child.start()
    mine.send(number)
    answer = mine.recv()
    child.join()
    return answer
""",
    explanation="""Each side uses its own end. recv() waits until something arrives, so it is the parent's way to
wait for the answer.""",
    seconds=3,
)
