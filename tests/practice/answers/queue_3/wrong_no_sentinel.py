# refused: waited in get for tasks

import time
from multiprocessing import Process, Queue

from helpers.trace import say


def consume(tasks, results):
    for number in iter(tasks.get, None):
        say("squaring", number)
        time.sleep(0.1)
        results.put(number * number)


def main(numbers):
    tasks, results = Queue(), Queue()
    children = [Process(target=consume, args=(tasks, results)) for _ in range(2)]
    for child in children:
        child.start()
    for number in numbers:
        tasks.put(number)
    for _ in children:
        pass
    squares = [results.get() for _ in numbers]
    for child in children:
        child.join()
    return sorted(squares)
