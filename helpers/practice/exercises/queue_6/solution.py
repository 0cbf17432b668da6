import time
from multiprocessing import JoinableQueue, Process, Value

from helpers.trace import say


def add(tasks, total):
    for number in iter(tasks.get, None):
        say("adding", number)
        time.sleep(0.2)
        with total.get_lock():
            total.value += number
        # solution:
        tasks.task_done()
    tasks.task_done()  # the None, too
    # end


def main(numbers):
    tasks, total = JoinableQueue(), Value("i", 0)
    children = [Process(target=add, args=(tasks, total)) for _ in range(2)]
    for child in children:
        child.start()
    for number in [*numbers, None, None]:
        tasks.put(number)
    tasks.join()  # all is done
    found = total.value
    for child in children:
        child.join()
    return found
