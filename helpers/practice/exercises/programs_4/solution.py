import time
from multiprocessing import Event, Process, Queue

from helpers.trace import say


def serve(name, stop, reports):
    served = 0
    while not stop.is_set():
        say(name, "serves")
        time.sleep(0.1)
        served += 1
    say(name, "saves its work")
    reports.put((name, "some" if served else "none"))


def main(names):
    stop, reports = Event(), Queue()
    children = [Process(target=serve, args=(name, stop, reports), name=name) for name in names]
    for child in children:
        child.start()
    time.sleep(1)
    # starter:
    # for child in children:
    #     child.terminate()
    # found = {}
    # solution:
    stop.set()
    found = dict(reports.get() for _ in children)
    # end
    for child in children:
        child.join()
    return found
