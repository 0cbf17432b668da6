import time
from multiprocessing import Pool

from helpers.trace import say


def turn(word):
    say("turning", word)
    time.sleep(0.5)
    return word[::-1]


def main(words):
    found = []
    with Pool(2) as pool:
        for word in words:
            pool.apply_async(turn, (word,), callback=found.append)
        # solution:
        pool.close()
        pool.join()
    # end
    return sorted(found)
