import os
from multiprocessing import Process, SimpleQueue, parent_process

from helpers.trace import say


def tell(results):
    # starter:
    # say("my parent is", os.getpid())
    # results.put((os.getpid(), os.getpid()))
    # solution:
    say("my parent is", parent_process().pid)
    results.put((os.getpid(), parent_process().pid))
    # end


def main(number):
    results = SimpleQueue()
    children = [Process(target=tell, args=(results,)) for _ in range(number)]
    for child in children:
        child.start()
    pairs = [results.get() for _ in children]
    for child in children:
        child.join()
    mine = {child.pid for child in children}
    return {pid for pid, _ in pairs} == mine and all(parent == os.getpid() for _, parent in pairs)
