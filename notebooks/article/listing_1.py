"""Listing 1: start two processes, wait for both, show their ids.

Its last line is printed even if both children have crashed: look at `exitcode`, as lesson 02 does.
"""

import os
import time
from multiprocessing import Process, parent_process


def work(seconds):
    print("start a process", flush=True)
    time.sleep(seconds)
    print("parent", parent_process().pid, "own id", os.getpid(), flush=True)


if __name__ == "__main__":
    processes = [Process(target=work, args=(1,)) for number in range(2)]
    for process in processes:
        process.start()
    print("all processes are started", flush=True)
    for process in processes:
        process.join()
    print("all processes are done")
