"""Listing 6: apply_async, its results collected in a list and fetched with a timeout.

Seven tasks of two seconds on five processes: the last two need four. A timeout of 2.1 seconds is tight: by spawn, where
a process takes longer to start, it raises TimeoutError (lesson 05).
"""

import time
from multiprocessing import Pool, TimeoutError  # noqa: A004 - it is not the built-in one


def shout(name):
    time.sleep(2)
    return name.upper()


if __name__ == "__main__":
    with Pool(5) as pool:
        waiting = [pool.apply_async(shout, ("kel",)) for number in range(7)]
        for result in waiting:
            try:
                print(result.get(timeout=2.1))
            except TimeoutError:
                print("too late")
