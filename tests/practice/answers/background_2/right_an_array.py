from multiprocessing import Array, Process

from helpers.trace import say


def add(total, a, b):
    say("adding")
    total[0] = a + b


def main(a, b):
    total = Array("i", 1)
    child = Process(target=add, args=(total, a, b))
    child.start()
    child.join()
    return total[0]
