"""The end of the messages."""

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
    id="pipe-2",
    title="How many will come?",
    goal="""The child sends some lines and closes its end. `main` does not know how many. It waits for ever for one
more: **let it notice the end**. It returns the list of all lines.""",
    starter="""
from multiprocessing import Pipe, Process

from helpers.trace import say

def tell(connection, lines):
    say("telling", len(lines), "lines")
    for line in lines:
        connection.send(line)
    connection.close()

def main(lines):
    mine, theirs = Pipe(duplex=False)
    child = Process(target=tell, args=(theirs, lines), name="teller")
    child.start()
    heard = []
    try:
        while True:
            heard.append(mine.recv())
    except EOFError:  # nobody can send any more
        pass
    child.join()
    return heard
""",
    arguments=(["one", "two", "three", "four"],),
    again=lambda random: ((lines := random.sample(["five", "six", "seven", "eight", "nine"], 3),), lines),
    criteria=(
        ran_in_processes(1),
        ran_in_children("telling"),
        returns(["one", "two", "three", "four"], "all lines are there, in order"),
        went_through("Pipe", 4, upward=True),
        all_went_well(),
        nothing_left_running(),
    ),
    hints=(
        "EOFError comes when the last open copy of the sending end is closed. Who has one?",
        "After start(), the parent still has its own copy of the child's end. close() closes it.",
        """
    child.start()
    ...  # close what the parent does not need
""",
    ),
    solution="""
from multiprocessing import Pipe, Process

from helpers.trace import say

def tell(connection, lines):
    say("telling", len(lines), "lines")
    for line in lines:
        connection.send(line)
    connection.close()

def main(lines):
    mine, theirs = Pipe(duplex=False)
    child = Process(target=tell, args=(theirs, lines), name="teller")
    child.start()
    theirs.close()  # the child has its own copy
    heard = []
    try:
        while True:
            heard.append(mine.recv())
    except EOFError:  # nobody can send any more
        pass
    child.join()
    return heard
""",
    explanation="""As long as the parent holds the sending end open, it might send to itself, so recv() can't know
that nothing will come. Close the child's end in the parent, right after start(): not before, as the child is given
it by start().""",
    seconds=3,
)
