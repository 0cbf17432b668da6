from multiprocessing import Process, Queue

from helpers.trace import say


def add(total, a, b):
    say("adding")
    total.put(a + b)


def main(a, b):
    total = Queue()
    child = Process(target=add, args=(total, a, b))
    child.start()
    total = total.get()
    child.join()
    return total
