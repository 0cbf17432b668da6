import time
from multiprocessing import Process

from helpers.trace import say


def make_tea(guest):
    say("tea for", guest)
    time.sleep(0.5)


def main(guests):
    # starter:
    # for guest in guests:
    #     make_tea(guest)  # now the program does all of it itself
    # solution:
    children = [Process(target=make_tea, args=(guest,)) for guest in guests]
    for child in children:
        child.start()
    for child in children:
        child.join()
