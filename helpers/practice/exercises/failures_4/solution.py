import time
from multiprocessing import Process, SimpleQueue

from helpers.trace import say


def measure(part, results):
    say("measuring", part)
    time.sleep(0.8)
    results.put(len(part))


def manage(parts, results):
    children = [Process(target=measure, args=(part, results)) for part in parts]
    for child in children:
        child.start()
    for child in children:
        child.join()
    results.put(None)  # the end


def main(parts):
    results = SimpleQueue()
    # starter:
    # manager = Process(target=manage, args=(parts, results), name="manager", daemon=True)
    # manager.start()
    # manager.join()
    # return []
    # solution:
    manager = Process(target=manage, args=(parts, results), name="manager")
    manager.start()
    found = sorted(iter(results.get, None))
    manager.join()
    return found
