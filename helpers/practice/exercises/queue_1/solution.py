import time
from multiprocessing import Process, Queue

from helpers.trace import say


def shout(name, results):
    say("shouting", name)
    time.sleep(0.3)
    # starter:
    # results.append(name.upper())
    # solution:
    results.put(name.upper())
    # end


def main(names):
    # starter:
    # results = []
    # solution:
    results = Queue()
    # end
    children = [Process(target=shout, args=(name, results)) for name in names]
    for child in children:
        child.start()
    # solution:
    found = [results.get() for _ in children]
    # end
    for child in children:
        child.join()
    # starter:
    # return sorted(results)
    # solution:
    return sorted(found)
