import time
from multiprocessing import Process, Queue

from helpers.trace import say


def upper(names, halves):
    for name in names:
        time.sleep(0.1)
        say("upper", name)
        halves.put(name.upper())
    halves.put(None)  # the end


def mark(halves, results):
    for name in iter(halves.get, None):
        time.sleep(0.1)
        say("mark", name)
        results.put(f"{name}!")


def main(names):
    halves, results = Queue(), Queue()
    first = Process(target=upper, args=(names, halves), name="upper")
    # starter:
    # first.start()
    # return [f"{halves.get()}!" for _ in names]
    # solution:
    second = Process(target=mark, args=(halves, results), name="mark")
    for child in (first, second):
        child.start()
    found = [results.get() for _ in names]
    for child in (first, second):
        child.join()
    return found
