# refused: never two at the same time

import sys
import time
from multiprocessing import Process


def work(job):
    time.sleep(0.5)
    if job == "load":
        raise FileNotFoundError("nothing to load")
    if job == "print":
        sys.exit(3)


def main(jobs):
    children = [Process(target=work, args=(job,), name=job) for job in jobs]
    for child in children:
        child.start()
        child.join()
    return {child.name: child.exitcode for child in children}
