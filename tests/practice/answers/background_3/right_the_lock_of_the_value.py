import time
from multiprocessing import Lock, Process, Value


def add(counter):
    for _ in range(25):
        with counter.get_lock():
            seen = counter.value
            time.sleep(0.01)
            counter.value = seen + 1


def main():
    counter, lock = Value("i", 0), Lock()
    children = [Process(target=add, args=(counter,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counter.value
