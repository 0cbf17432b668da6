# refused: no child process was started

from multiprocessing import Process, Queue

from helpers.trace import say


def write(size, results):
    say("writing")
    results.put("x" * size)


def main(size):
    results = Queue()
    writer = Process(target=write, args=(size, results), name="writer")
    write(10, results)
    return size
