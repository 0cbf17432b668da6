# refused: it raised BrokenProcessPool

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.trace import say


def work(number):
    say("working on", number)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)


def main(numbers):
    with ProcessPoolExecutor(2) as executor:
        future = executor.submit(work, numbers[0])
        try:
            return future.result()
        except KeyError as error:
            return type(error).__name__
