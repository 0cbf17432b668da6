import time
from multiprocessing import Pool, Value

from helpers.trace import say


# starter:
# def test(number, counter):
# solution:
def keep(value):
    global counter
    counter = value


def test(number):
    # end
    say("testing", number)
    time.sleep(0.1)
    if all(number % n for n in range(2, number)):
        with counter.get_lock():
            counter.value += 1


def main(numbers):
    # starter:
    # counter = Value("i", 0)
    # with Pool(2) as pool:
    #     pool.starmap(test, [(number, counter) for number in numbers], chunksize=1)
    # return counter.value
    # solution:
    counter = Value("i", 0)
    with Pool(2, initializer=keep, initargs=(counter,)) as pool:
        pool.map(test, numbers, chunksize=1)
    return counter.value
    # end
