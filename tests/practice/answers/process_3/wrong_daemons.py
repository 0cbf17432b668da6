# refused: stuck was not ended from outside

import time
from multiprocessing import Process


def work(seconds):
    time.sleep(seconds)


def main(jobs):
    children = [Process(target=work, args=(seconds,), name=name) for name, seconds in jobs.items()]
    for child in children:
        child.daemon = True
        child.start()
    children[0].join()
    return ["stuck"]
