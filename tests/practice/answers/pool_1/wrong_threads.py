# refused: everything ran in the same process

import time
from multiprocessing.pool import ThreadPool as Pool

from helpers.trace import say


def square(number):
    say("squaring", number)
    time.sleep(0.1)
    return number * number


def main(numbers):
    with Pool(2) as pool:
        return pool.map(square, numbers)
