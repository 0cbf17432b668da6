import time
from multiprocessing import Process

from helpers.trace import say


def make_tea(guest):
    say("tea for", guest)
    time.sleep(0.5)


def main(guests):
    children = []
    for guest in guests:
        child = Process(target=make_tea, args=(guest,))
        child.start()
        children.append(child)
    while children:
        children.pop().join()
