"""Two processes at the same time."""

from helpers.practice.criteria import all_joined, nothing_left_running, overlapped, ran_in_children, ran_in_processes
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="background-1",
    title="Two kettles",
    goal="""`make_tea` takes half a second, most of it waiting. Let it run **in two child processes, at the same
time**. `main` returns when both have ended.""",
    starter="""
import time
from multiprocessing import Process

from helpers.trace import say

def make_tea(guest):
    say("tea for", guest)
    time.sleep(0.5)

def main():
    make_tea("Ada")  # now the program does all of it itself
    make_tea("Grace")
""",
    criteria=(
        ran_in_processes(2),
        ran_in_children("tea for", 2),
        overlapped(),
        all_joined(),
        nothing_left_running(),
    ),
    hints=(
        "Make both children first. Start both. Only then wait for them.",
        "Process(target=..., args=(...,)) describes a child, start() starts it and does not wait, join() waits.",
        """
def main():
    children = [Process(target=make_tea, args=(guest,)) for guest in ("Ada", "Grace")]
    for child in children:
        ...  # start it
    for child in children:
        ...  # wait for it
""",
    ),
    solution="""
import time
from multiprocessing import Process

from helpers.trace import say

def make_tea(guest):
    say("tea for", guest)
    time.sleep(0.5)

def main():
    children = [Process(target=make_tea, args=(guest,)) for guest in ("Ada", "Grace")]
    for child in children:
        child.start()
    for child in children:
        child.join()
""",
    explanation="""start() returns at once, so the second child begins while the first one runs. With start() and
join() in one loop, the second child would have to wait for the end of the first.""",
)
