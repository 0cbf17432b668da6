# refused: 'shouting' was said by the program itself

import time
from concurrent.futures import ProcessPoolExecutor

from helpers.trace import say


def shout(name):
    say("shouting", name)
    time.sleep(0.3)
    return name.upper()


def main(names):
    with ProcessPoolExecutor(2) as executor:
        return dict(zip(names, [executor.submit(str, shout(name)).result() for name in names]))
