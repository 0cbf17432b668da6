import time
from multiprocessing import Pool

from helpers.trace import say


def cube(number):
    say("cubing", number)
    time.sleep(0.5)
    return number**3


def main(numbers):
    with Pool(2) as pool:
        handles = [pool.apply_async(cube, (number,)) for number in numbers]
        # solution:
        return [handle.get() for handle in handles]
    # starter:
    # return [handle.get() for handle in handles]
