# refused: main process waited in get for results

from multiprocessing import Process, Queue

from helpers.trace import say


def write(size, results):
    say("writing")
    results.put("x" * size)
    results.cancel_join_thread()


def main(size):
    results = Queue()
    writer = Process(target=write, args=(size, results), name="writer")
    writer.start()
    writer.join()
    text = results.get()
    return len(text)
