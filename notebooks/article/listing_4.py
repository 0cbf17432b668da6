"""Listing 4: the same with a pipe, with the article's bug.

The function sends on the global `child_end` and not on its parameter. By fork it works, by luck. Under spawn and
forkserver each child dies of a NameError, and the parent would wait for ever (lesson 04).
"""

import faulthandler
from multiprocessing import Pipe, Process


def shout(name, connection):
    child_end.send(name.upper())  # connection.send is right


if __name__ == "__main__":
    faulthandler.dump_traceback_later(5, exit=True)  # the article's listing has no such safety net
    parent_end, child_end = Pipe()
    processes = [Process(target=shout, args=("kel", child_end)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    for _ in processes:
        print(parent_end.recv())
