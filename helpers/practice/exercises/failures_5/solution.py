import time
from multiprocessing import Pool

from helpers.trace import say


class BadNumber(Exception):
    def __init__(self, text, number):
        # starter:
        # super().__init__(text)
        # solution:
        super().__init__(text, number)
        # end
        self.number = number


def share(number):
    say("sharing", number)
    time.sleep(0.1)
    if number == 0:
        raise BadNumber("not for nobody", number)
    return 840 // number


def main(numbers):
    found = []
    with Pool(2) as pool:
        handles = [pool.apply_async(share, (number,)) for number in numbers]
        for handle in handles:
            try:
                found.append({"result": handle.get()})
            except BadNumber as error:
                found.append({"error": type(error).__name__, "number": error.number})
    return found
