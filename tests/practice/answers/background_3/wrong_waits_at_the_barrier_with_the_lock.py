# refused: did not end within

import time
from multiprocessing import Barrier, Lock, Process, Value


def add(counter, barrier, lock, times):
    for _ in range(times):
        with lock:
            barrier.wait()
            seen = counter.value
            time.sleep(0.01)
            counter.value = seen + 1


def main(times):
    counter, barrier, lock = Value("i", 0), Barrier(2), Lock()
    children = [Process(target=add, args=(counter, barrier, lock, times)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counter.value
