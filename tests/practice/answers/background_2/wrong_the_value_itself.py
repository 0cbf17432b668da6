# refused: which is not plain data

from multiprocessing import Process, Value

from helpers.trace import say


def add(total, a, b):
    say("adding")
    total.value = a + b


def main(a, b):
    total = Value("i", 0)
    child = Process(target=add, args=(total, a, b))
    child.start()
    child.join()
    return total
