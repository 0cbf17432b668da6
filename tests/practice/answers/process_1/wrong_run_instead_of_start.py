# refused: there was none

import time
from multiprocessing import Process

from helpers.trace import say


def greet(name):
    say("hello, I am", name)
    time.sleep(0.3)


def main(names):
    children = [Process(target=greet, args=(name,), name=name) for name in names]
    for child in children:
        child.run()
    for child in children:
        pass
