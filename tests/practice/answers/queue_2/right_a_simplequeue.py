from multiprocessing import Process, SimpleQueue

from helpers.trace import say


def write(size, results):
    say("writing")
    results.put("x" * size)


def main(size):
    results = SimpleQueue()
    writer = Process(target=write, args=(size, results), name="writer")
    writer.start()
    text = results.get()
    writer.join()
    return len(text)
