# refused: main process waited in join for stuck

import time
from multiprocessing import Process


def work(seconds):
    time.sleep(seconds)


def main(jobs):
    children = [Process(target=work, args=(seconds,), name=name) for name, seconds in jobs.items()]
    for child in children:
        child.start()
    ended = []
    for child in children:
        child.join()
        if child.is_alive():
            child.terminate()
            child.join()
            ended.append(child.name)
    return ended
