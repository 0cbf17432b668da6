import time
from multiprocessing import Process, Queue
from queue import Empty

from helpers.trace import say


def ask(name, seconds, results):
    say("asking", name)
    time.sleep(seconds)
    results.put((name, name.upper()))


def main(people):
    results, found = Queue(), dict.fromkeys(people)
    children = [Process(target=ask, args=(name, seconds, results)) for name, seconds in people.items()]
    for child in children:
        child.start()
    # starter:
    # for _ in children:
    #     name, answer = results.get()
    #     found[name] = answer
    # solution:
    try:
        for _ in children:
            name, answer = results.get(timeout=4)
            found[name] = answer
    except Empty:  # nobody else answers
        pass
    # end
    for child in children:
        child.terminate()
        child.join()
    return found
