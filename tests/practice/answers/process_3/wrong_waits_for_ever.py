# refused: main process waited in join for stuck

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
        child.start()
    ended = []
    for child in children:
        child.join()
        if child.is_alive():
            child.terminate()
            child.join()
            ended.append(child.name)
    return ended
