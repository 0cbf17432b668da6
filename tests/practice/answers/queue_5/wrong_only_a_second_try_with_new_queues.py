# refused: main process waited in join for counter

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
        tasks = SimpleQueue()
    reader.join()
    results.put(None)
    return dict(iter(results.get, None))
