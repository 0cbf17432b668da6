import time
from multiprocessing import Pool

from helpers.trace import say


def area(width, height):
    say("measuring", width, height)
    time.sleep(0.5)
    return width * height


def main(sizes):
    with Pool(2) as pool:
        # starter:
        # return pool.map(area, sizes)
        # solution:
        return pool.starmap(area, sizes)
