# refused: only 2 processes were started; 3 are asked for

import time
from multiprocessing import Process
from multiprocessing.connection import wait

from helpers.trace import say


def work(job, seconds):
    time.sleep(seconds)
    say("ready:", job)


def main(jobs):
    children = [Process(target=work, args=(job, seconds), name=job) for job, seconds in jobs.items()]
    waiting, running = list(children), []
    waiting.pop()
    while waiting or running:
        while waiting and len(running) < 2:
            child = waiting.pop(0)
            child.start()
            running.append(child)
        wait([child.sentinel for child in running])
        running = [child for child in running if child.is_alive()]
    return {child.name: child.exitcode for child in children}
