import time

# starter:
# from multiprocessing import Pool
# solution:
from multiprocessing import Pool, TimeoutError
# end

from helpers.trace import say


def ask(name, seconds):
    say("asking", name)
    time.sleep(seconds)
    return name.upper()


def main(people):
    found = {}
    with Pool(2) as pool:
        handles = {name: pool.apply_async(ask, (name, seconds)) for name, seconds in people.items()}
        for name, handle in handles.items():
            # starter:
            # found[name] = handle.get()
            # solution:
            try:
                found[name] = handle.get(timeout=4)
            except TimeoutError as error:
                found[name] = type(error).__name__
    return found
