# refused: at most 4 may

import time
from multiprocessing import Pool

from helpers.trace import say


def square(number):
    say("squaring", number)
    time.sleep(0.1)
    return number * number


def main(numbers):
    with Pool(8) as pool:
        return pool.map(square, numbers)
