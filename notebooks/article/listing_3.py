"""Listing 3: listing 2 with a queue.

It works with small results. With large ones the joins would wait for ever, and macOS has no `qsize` (lesson 03).
"""

from multiprocessing import Process, Queue


class MyProcess(Process):
    def __init__(self, func, args):
        super().__init__()
        self.func = func
        self.args = args

    def run(self):
        self.func(*self.args)


def shout(name, results):
    results.put(name.upper())


if __name__ == "__main__":
    results = Queue()
    processes = [MyProcess(shout, ("kel", results)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    try:
        while results.qsize() > 0:
            print(results.get())
    except NotImplementedError:
        print("this system can't tell how long a queue is")
