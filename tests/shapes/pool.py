"""A pool, and an exit code of its own."""

import multiprocessing
import sys


def cube(number):
    return number**3


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(cube, range(5)))
    sys.exit(3)
