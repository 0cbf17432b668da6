# starter:
# import time
# from multiprocessing import Process, Value
# solution:
import time
from multiprocessing import Lock, Process, Value
# end


# starter:
# def add(counter):
# solution:
def add(counter, lock):
    # end
    for _ in range(25):
        # starter:
        # seen = counter.value
        # time.sleep(0.01)  # the other one gets its chance
        # counter.value = seen + 1
        # solution:
        with lock:
            seen = counter.value
            time.sleep(0.01)
            counter.value = seen + 1
        # end


def main():
    # starter:
    # counter = Value("i", 0)
    # children = [Process(target=add, args=(counter,)) for _ in range(2)]
    # solution:
    counter, lock = Value("i", 0), Lock()
    children = [Process(target=add, args=(counter, lock)) for _ in range(2)]
    # end
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counter.value
