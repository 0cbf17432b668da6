import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait

from helpers.trace import say


def think(connection, name, seconds):
    time.sleep(seconds)
    say("answer of", name)
    connection.send(name)


def main(thinkers):
    ends, children = [], []
    for name, seconds in thinkers.items():
        mine, theirs = Pipe(duplex=False)
        children.append(Process(target=think, args=(theirs, name, seconds), name=name))
        ends.append(mine)
        children[-1].start()
        theirs.close()
    order = []
    while ends:
        for end in [end for end in ends if end.poll(0.01)]:
            order.append(end.recv())
            ends.remove(end)
    for child in children:
        child.join()
    return order
