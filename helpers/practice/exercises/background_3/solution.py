# starter:
# import time
# from multiprocessing import Barrier, Process, Value
# solution:
import time
from multiprocessing import Barrier, Lock, Process, Value
# end


# starter:
# def add(counter, barrier, times):
# solution:
def add(counter, barrier, lock, times):
    # end
    for _ in range(times):
        # starter:
        # barrier.wait()  # both begin together
        # seen = counter.value
        # time.sleep(0.01)  # the other one gets its chance
        # counter.value = seen + 1
        # solution:
        barrier.wait()
        with lock:
            seen = counter.value
            time.sleep(0.01)
            counter.value = seen + 1
        # end


def main(times):
    # starter:
    # counter, barrier = Value("i", 0), Barrier(2)
    # children = [Process(target=add, args=(counter, barrier, times)) for _ in range(2)]
    # solution:
    counter, barrier, lock = Value("i", 0), Barrier(2), Lock()
    children = [Process(target=add, args=(counter, barrier, lock, times)) for _ in range(2)]
    # end
    for child in children:
        child.start()
    for child in children:
        child.join()
    return counter.value
