import time
from multiprocessing import Process, Queue, Semaphore

from helpers.trace import say


def read(number, pictures, room):
    for name in range(number):
        room.acquire()
        pictures.put(name)
    pictures.put(None)  # the end


def draw(pictures, drawn, room):
    for name in iter(pictures.get, None):
        room.release()
        time.sleep(0.05)
        say("drawn", name)
        drawn.put(name)


def main(number):
    pictures, drawn = Queue(), Queue()
    room = Semaphore(3)
    reader = Process(target=read, args=(number, pictures, room), name="reader")
    drawer = Process(target=draw, args=(pictures, drawn, room), name="drawer")
    for child in (reader, drawer):
        child.start()
    found = [drawn.get() for _ in range(number)]
    for child in (reader, drawer):
        child.join()
    return len(found)
