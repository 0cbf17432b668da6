# refused: you join before you drain

from multiprocessing import Process, Queue

from helpers.trace import say


def write(size, results):
    say("writing")
    results.put("x" * size)


def main(size):
    results = Queue()
    writer = Process(target=write, args=(size, results), name="writer")
    writer.start()
    writer.join()
    text = results.get()
    return len(text)
