"""How did it go? Exit codes."""

from helpers.practice.criteria import nothing_left_running, overlapped, ran_in_processes, returns
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="process-2",
    title="How did it go?",
    goal="""Each job runs in a child process named like the job. `main(["save", "load", "print"])` returns a
dictionary with the **exit code** of each job: `{"save": 0, "load": 1, "print": 3}`. The jobs run at the same time.""",
    starter="""
import sys
import time
from multiprocessing import Process

def work(job):
    time.sleep(1)
    if job == "load":
        raise FileNotFoundError("nothing to load")
    if job == "print":
        sys.exit(3)

def main(jobs):
    children = [Process(target=work, args=(job,), name=job) for job in jobs]
    for child in children:
        child.start()
    return {child.name: child.exitcode for child in children}
""",
    arguments=(["save", "load", "print"],),
    criteria=(
        ran_in_processes(3),
        returns({"save": 0, "load": 1, "print": 3}, "the exit codes are right"),
        overlapped(3),
        nothing_left_running(),
    ),
    hints=(
        "What is the exit code of a process that still runs?",
        "exitcode is None until the child has ended. join() waits for that.",
        """
    for child in children:
        child.start()
    ...  # wait for each of them
    return {child.name: child.exitcode for child in children}
""",
    ),
    solution="""
import sys
import time
from multiprocessing import Process

def work(job):
    time.sleep(1)
    if job == "load":
        raise FileNotFoundError("nothing to load")
    if job == "print":
        sys.exit(3)

def main(jobs):
    children = [Process(target=work, args=(job,), name=job) for job in jobs]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return {child.name: child.exitcode for child in children}
""",
    explanation="""join() tells nothing about success. exitcode does: 0 for a good end, 1 for an exception, and what
was given to sys.exit().""",
)
