"""Has a module called helpers."""

import multiprocessing

import helpers

if __name__ == "__main__":
    with multiprocessing.Pool(1) as pool:
        print(pool.map(helpers.triple, [1, 2]))
