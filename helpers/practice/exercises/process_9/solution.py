import os
import time
from multiprocessing import Process

from helpers.trace import say


def dig(place):
    say("digging", place)
    time.sleep(1.2)


def lead(places):
    diggers = [Process(target=dig, args=(place,)) for place in places]
    for digger in diggers:
        digger.start()
    # starter:
    # os._exit(0)  # in a hurry
    # solution:
    for digger in diggers:
        digger.join()
    # end


def main(places):
    head = Process(target=lead, args=(places,), name="head")
    head.start()
    head.join()
    return head.exitcode
