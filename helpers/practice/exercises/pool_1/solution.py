import time
from multiprocessing import Pool

from helpers.trace import say


def square(number):
    say("squaring", number)
    time.sleep(0.1)
    return number * number


def main(numbers):
    # starter:
    # return [square(number) for number in numbers]
    # solution:
    with Pool(2) as pool:
        return pool.map(square, numbers)
