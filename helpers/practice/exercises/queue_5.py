"""A small real task: a pipeline that survives a killed worker."""

from helpers.practice.criteria import (
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
    some_died,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="queue-5",
    title="A pipeline that survives",
    goal="""Three stages: `read` puts texts into a queue, `count` counts their words in a child process, `main`
collects. One text kills the child that counts it. Leave `read` and `count` as they are, and make `main` **start
another one each time**, until all texts are done. It returns the counts of the others: `{"a": 2, "c": 3, "d": 1}`.""",
    starter="""
import os
import signal
import time
from multiprocessing import Process, SimpleQueue

from helpers.trace import say

def read(texts, tasks):
    for title, text in texts.items():
        tasks.put((title, text))
    tasks.put(None)  # the end

def count(tasks, results):
    for title, text in iter(tasks.get, None):
        if "poison" in text:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)
        say("counted", title)
        results.put((title, len(text.split())))

def main(texts):
    tasks, results = SimpleQueue(), SimpleQueue()
    reader = Process(target=read, args=(texts, tasks), name="reader")
    counter = Process(target=count, args=(tasks, results), name="counter")
    for child in (reader, counter):
        child.start()
    for child in (reader, counter):
        child.join()
    results.put(None)
    return dict(iter(results.get, None))
""",
    arguments=({"a": "two words", "b": "some poison", "c": "three more words", "d": "one"},),
    criteria=(
        ran_in_processes(2),
        some_died(),
        ran_in_children("counted", 2),
        returns({"a": 2, "c": 3, "d": 1}, "the counts of the other texts are right"),
        nothing_left_running(),
    ),
    hints=(
        "When the counter has ended: how do you know whether it came to the end, or was killed?",
        "join() it, look at exitcode: 0 means that it has seen the None. Otherwise start another with the same queues.",
        """
    reader.start()
    while True:
        counter = Process(target=count, args=(tasks, results), name="counter")
        counter.start()
        counter.join()
        if ...:
            break
""",
    ),
    solution="""
import os
import signal
import time
from multiprocessing import Process, SimpleQueue

from helpers.trace import say

def read(texts, tasks):
    for title, text in texts.items():
        tasks.put((title, text))
    tasks.put(None)  # the end

def count(tasks, results):
    for title, text in iter(tasks.get, None):
        if "poison" in text:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)
        say("counted", title)
        results.put((title, len(text.split())))

def main(texts):
    tasks, results = SimpleQueue(), SimpleQueue()
    reader = Process(target=read, args=(texts, tasks), name="reader")
    reader.start()
    while True:
        counter = Process(target=count, args=(tasks, results), name="counter")
        counter.start()
        counter.join()
        if counter.exitcode == 0:
            break
    reader.join()
    results.put(None)
    return dict(iter(results.get, None))
""",
    explanation="""The queues live on when a worker dies, so the next one goes on with the next text. A SimpleQueue
writes at once; with a Queue, what the killed child had put might still be in its feeder thread, and be lost. (A
child that dies inside get() keeps the queue's lock for ever. No queue survives that; an executor notices it, see
lesson 06.)""",
)
