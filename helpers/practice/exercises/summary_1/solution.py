import time
from concurrent.futures import ProcessPoolExecutor

from helpers.trace import say


def shout(name):
    say("shouting", name)
    time.sleep(0.3)
    return name.upper()


def main(names):
    # starter:
    # return {name: shout(name) for name in names}
    # solution:
    with ProcessPoolExecutor(2) as executor:
        return dict(zip(names, executor.map(shout, names)))
