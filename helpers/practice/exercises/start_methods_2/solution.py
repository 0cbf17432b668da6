import time

# starter:
# from multiprocessing import Process
# solution:
from concurrent.futures import ProcessPoolExecutor
from functools import partial
# end

from helpers.trace import say


def grow(factor, number):
    say("growing", number)
    time.sleep(0.5)
    return factor * number


def main(numbers):
    # starter:
    # children = [Process(target=lambda n=n: grow(10, n)) for n in numbers]
    # for child in children:
    #     child.start()
    # for child in children:
    #     child.join()
    # return []
    # solution:
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(partial(grow, 10), numbers))
