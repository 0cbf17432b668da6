# refused: updates were lost

import time
from multiprocessing import Lock, Process, Value


def add(counter, lock):
    for _ in range(25):
        seen = counter.value
        time.sleep(0.01)
        with lock:
            counter.value = seen + 1


def main():
    counter, lock = Value("i", 0), Lock()
    children = [Process(target=add, args=(counter, lock)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counter.value
