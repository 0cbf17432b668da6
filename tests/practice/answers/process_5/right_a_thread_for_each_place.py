import threading
import time
from multiprocessing import Process
from multiprocessing.connection import wait

from helpers.trace import say


def work(job, seconds):
    time.sleep(seconds)
    say("ready:", job)


def main(jobs):
    children = [Process(target=work, args=(job, seconds), name=job) for job, seconds in jobs.items()]
    waiting = list(children)

    def place():
        while waiting:
            child = waiting.pop(0)
            child.start()
            child.join()

    places = [threading.Thread(target=place) for _ in range(2)]
    for one in places:
        one.start()
    for one in places:
        one.join()
    return {child.name: child.exitcode for child in children}
