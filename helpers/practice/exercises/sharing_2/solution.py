import time

# starter:
# from multiprocessing import Process
# solution:
from multiprocessing import Process, RawArray
# end

from helpers.trace import say


def fill(squares, first, last):
    say("filling")
    time.sleep(0.3)
    for place in range(first, last):
        squares[place] = (place + 1) ** 2


def main(count):
    # starter:
    # squares = [0] * count
    # solution:
    squares = RawArray("q", count)
    # end
    half = count // 2
    children = [Process(target=fill, args=(squares, *places)) for places in ((0, half), (half, count))]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return list(squares)
