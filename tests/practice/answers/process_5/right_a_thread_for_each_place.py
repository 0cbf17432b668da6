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
    one_at_a_time = threading.Lock()

    # Threads may wait for a child's end, but must not ask for exit codes at once: start() asks for those of all
    # children, and under forkserver whoever asks second reads 255.
    def place():
        while waiting:
            child = waiting.pop(0)
            with one_at_a_time:
                child.start()
            wait([child.sentinel])

    places = [threading.Thread(target=place) for _ in range(2)]
    for one in places:
        one.start()
    for one in places:
        one.join()
    for child in children:
        child.join()
    return {child.name: child.exitcode for child in children}
