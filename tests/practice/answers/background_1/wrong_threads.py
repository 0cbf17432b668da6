# refused: everything ran in the same process

import time
from threading import Thread as Process

from helpers.trace import say


def make_tea(guest):
    say("tea for", guest)
    time.sleep(0.5)


def main(guests):
    children = [Process(target=make_tea, args=(guest,)) for guest in guests]
    for child in children:
        child.start()
    for child in children:
        child.join()
