# refused: nothing came back from a child through the queue

import time
from multiprocessing import Process, Queue

from helpers.trace import say


def shout(name, results):
    say("shouting", name)
    time.sleep(0.3)
    results.put(name.upper())


def main(names):
    results = Queue()
    children = [Process(target=shout, args=(name, results)) for name in names]
    for child in children:
        child.start()
    found = [name.upper() for name in names]
    for child in children:
        child.join()
    return sorted(found)
