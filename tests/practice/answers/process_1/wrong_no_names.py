# refused: no child process is named Ada, Grace or Edsger

import time
from multiprocessing import Process

from helpers.trace import say


def greet(name):
    say("hello, I am", name)
    time.sleep(0.3)


def main(names):
    children = [Process(target=greet, args=(name,)) for name in names]
    for child in children:
        child.start()
    for child in children:
        child.join()
