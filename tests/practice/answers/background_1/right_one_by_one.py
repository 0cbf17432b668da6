import time
from multiprocessing import Process

from helpers.trace import say


def make_tea(guest):
    say("tea for", guest)
    time.sleep(0.5)


def main():
    first = Process(target=make_tea, args=("Ada",))
    second = Process(target=make_tea, args=("Grace",))
    children = first, second
    for child in children:
        child.start()
    for child in children:
        child.join()
