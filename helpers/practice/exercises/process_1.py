"""Start, name, join."""

from helpers.practice.criteria import all_joined, named, nothing_left_running, overlapped, ran_in_children
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="process-1",
    title="Three names",
    goal="""Start three child processes **named** `Ada`, `Grace` and `Edsger`. Each greets with its own name, all at
the same time. Wait for all of them.""",
    starter="""
import time
from multiprocessing import Process

from helpers.trace import say

def greet(name):
    say("hello, I am", name)
    time.sleep(0.3)

def main():
    child = Process(target=greet, args=("Ada",))
    child.start()
    child.join()
""",
    criteria=(
        named("Ada", "Grace", "Edsger"),
        ran_in_children("hello, I am", 3),
        overlapped(3),
        all_joined(),
        nothing_left_running(),
    ),
    hints=(
        "The name in args is what greet gets. The process has a name of its own, and does not know about that one.",
        'Process takes name="Ada" beside target and args.',
        """
def main():
    children = [Process(target=greet, args=(name,), name=...) for name in ("Ada", "Grace", "Edsger")]
    ...
""",
    ),
    solution="""
import time
from multiprocessing import Process

from helpers.trace import say

def greet(name):
    say("hello, I am", name)
    time.sleep(0.3)

def main():
    children = [Process(target=greet, args=(name,), name=name) for name in ("Ada", "Grace", "Edsger")]
    for child in children:
        child.start()
    for child in children:
        child.join()
""",
    explanation="""A process is given its name with name=. It shows in the picture, in tracebacks and in logs. It
changes nothing else.""",
)
