# refused: main() returned 10; it should be 1000000

from multiprocessing import Process, Queue

from helpers.trace import say


def write(size, results):
    say("writing")
    results.put("x" * 10)


def main(size):
    results = Queue()
    writer = Process(target=write, args=(size, results), name="writer")
    writer.start()
    text = results.get()
    writer.join()
    return len(text)
