# refused: not done by an executor

import time
from multiprocessing import Pool as ProcessPoolExecutor

from helpers.trace import say


def shout(name):
    say("shouting", name)
    time.sleep(0.3)
    return name.upper()


def main(names):
    with ProcessPoolExecutor(2) as executor:
        return dict(zip(names, executor.map(shout, names)))
