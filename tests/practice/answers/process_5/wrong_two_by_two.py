# refused: 'ready: movie' was said before 'ready: photo'

import time
from multiprocessing import Process
from multiprocessing.connection import wait

from helpers.trace import say


def work(job, seconds):
    time.sleep(seconds)
    say("ready:", job)


def main(jobs):
    children = [Process(target=work, args=(job, seconds), name=job) for job, seconds in jobs.items()]
    for place in range(0, len(children), 2):
        for child in children[place : place + 2]:
            child.start()
        for child in children[place : place + 2]:
            child.join()
    return {child.name: child.exitcode for child in children}
