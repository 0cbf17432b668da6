import time
from concurrent.futures import ProcessPoolExecutor

from helpers.trace import say


def shout(name):
    say("shouting", name)
    time.sleep(0.3)
    return name.upper()


def main(names):
    with ProcessPoolExecutor(2) as executor:
        futures = {name: executor.submit(shout, name) for name in names}
        return {name: future.result() for name, future in futures.items()}
