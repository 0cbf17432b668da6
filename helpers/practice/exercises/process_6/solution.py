import time
from multiprocessing import Process, SimpleQueue

from helpers.trace import say


def tick():
    while True:
        say("tick")
        time.sleep(0.1)


def work(times, results):
    for number in range(times):
        time.sleep(0.2)
        say("step", number)
    results.put(times)


def main(times):
    results = SimpleQueue()
    clock = Process(target=tick, name="clock", daemon=True)
    worker = Process(target=work, args=(times, results), name="worker")
    for child in (clock, worker):
        child.start()
    worker.join()
    # solution:
    clock.terminate()
    clock.join()
    # end
    return results.get()
