# refused: main process waited in get for drawn

import time
from multiprocessing import Process, Queue

from helpers.trace import say


def read(number, pictures):
    for name in range(number):
        if not pictures.full():
            pictures.put(name)
    pictures.put(None)  # the end


def draw(pictures, drawn):
    for name in iter(pictures.get, None):
        time.sleep(0.05)
        say("drawn", name)
        drawn.put(name)


def main(number):
    pictures, drawn = Queue(maxsize=3), Queue()
    reader = Process(target=read, args=(number, pictures), name="reader")
    drawer = Process(target=draw, args=(pictures, drawn), name="drawer")
    for child in (reader, drawer):
        child.start()
    found = [drawn.get() for _ in range(number)]
    for child in (reader, drawer):
        child.join()
    return len(found)
