# refused: stuck was not ended from outside

import time
from multiprocessing import Process


def work(seconds):
    time.sleep(seconds)


def main():
    children = [
        Process(target=work, args=(0.2,), name="quick"),
        Process(target=work, args=(3600,), name="stuck"),
    ]
    for child in children:
        child.daemon = True
        child.start()
    children[0].join()
    return ["stuck"]
