# refused: no child process was lost

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.trace import say


def work(number):
    say("working on", number)


def main(numbers):
    with ProcessPoolExecutor(2) as executor:
        future = executor.submit(work, numbers[0])
        try:
            return future.result() or "BrokenProcessPool"
        except BrokenProcessPool as error:
            return type(error).__name__
