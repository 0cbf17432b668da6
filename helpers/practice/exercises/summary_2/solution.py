# starter:
# import os
# import signal
# import time
# solution:
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
# end

from helpers.trace import say


def work(number):
    say("working on", number)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)


def main(numbers):
    # starter:
    # return "all went well"
    # solution:
    with ProcessPoolExecutor(2) as executor:
        futures = [executor.submit(work, number) for number in numbers]
        try:
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            return type(error).__name__
