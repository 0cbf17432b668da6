"""A small real task: many jobs, few at a time."""

from helpers.practice.criteria import (
    at_most_at_once,
    in_order,
    named,
    nothing_left_running,
    overlapped,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="process-5",
    title="Two at a time",
    goal="""Three jobs, but **never more than two at the same time**. Each runs in a child process named like the job.
As soon as one ends, the next one begins: `photo` must not wait for the long `movie`. `main` returns the exit code of
each job: `{"movie": 0, "letter": 0, "photo": 0}`.""",
    starter="""
import time
from multiprocessing import Process
from multiprocessing.connection import wait

from helpers.trace import say

def work(job, seconds):
    time.sleep(seconds)
    say("ready:", job)

def main(jobs):
    children = [Process(target=work, args=(job, seconds), name=job) for job, seconds in jobs.items()]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return {child.name: child.exitcode for child in children}
""",
    arguments=({"movie": 1.4, "letter": 0.1, "photo": 0.1},),
    criteria=(
        ran_in_processes(3, exactly=True),
        named("movie", "letter", "photo"),
        at_most_at_once(2),
        overlapped(2),
        in_order("ready: photo", "ready: movie"),
        returns({"movie": 0, "letter": 0, "photo": 0}, "the exit codes are right"),
        nothing_left_running(),
    ),
    hints=(
        "join waits for one certain child. You need to wait for whoever ends first.",
        "wait([child.sentinel, ...]) of multiprocessing.connection returns when one has ended. Keep a list of these.",
        """
    waiting, running = [...], []
    while waiting or running:
        while waiting and len(running) < 2:
            child = waiting.pop(0)
            ...
        wait([child.sentinel for child in running])
        running = [child for child in running if ...]
""",
    ),
    solution="""
import time
from multiprocessing import Process
from multiprocessing.connection import wait

from helpers.trace import say

def work(job, seconds):
    time.sleep(seconds)
    say("ready:", job)

def main(jobs):
    children = [Process(target=work, args=(job, seconds), name=job) for job, seconds in jobs.items()]
    waiting, running = list(children), []
    while waiting or running:
        while waiting and len(running) < 2:
            child = waiting.pop(0)
            child.start()
            running.append(child)
        wait([child.sentinel for child in running])
        running = [child for child in running if child.is_alive()]
    return {child.name: child.exitcode for child in children}
""",
    explanation="""A sentinel becomes ready when its process ends, and wait takes many of them: so you learn of the
first that ends, without asking in a loop. A pool does this for you, with workers that are used again (lesson 05).""",
)
