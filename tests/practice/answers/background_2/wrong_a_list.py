# refused: main() returned 0; it should be 42

from multiprocessing import Process, Value

from helpers.trace import say


def add(total, a, b):
    say("adding")
    total[0] = a + b


def main(a, b):
    total = [0]
    child = Process(target=add, args=(total, a, b))
    child.start()
    child.join()
    return total[0]
