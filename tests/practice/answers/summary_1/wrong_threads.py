# refused: everything ran in the same process

import time
from concurrent.futures import ThreadPoolExecutor as ProcessPoolExecutor

from helpers.trace import say


def shout(name):
    say("shouting", name)
    time.sleep(0.3)
    return name.upper()


def main(names):
    with ProcessPoolExecutor(2) as executor:
        return dict(zip(names, executor.map(shout, names)))
