import os
import time
from multiprocessing import Pipe, Process

from helpers.trace import say


def fetch(number, attempt, end):
    say("fetching", number)
    time.sleep(0.3)
    if attempt < number % 3:
        os._exit(1)  # a crash: this number needs more attempts
    end.send(number * 10)


def attempt_all(attempts):
    running = {}
    for number, attempt in attempts.items():
        ours, theirs = Pipe(duplex=False)
        running[number] = Process(target=fetch, args=(number, attempt, theirs)), ours
        running[number][0].start()
        theirs.close()
    for child, _ in running.values():
        child.join()
    return running


def main(numbers):
    found = {}
    attempts = dict.fromkeys(numbers, 0)
    # starter:
    # for number, (child, end) in attempt_all(attempts).items():
    #     if child.exitcode == 0:
    #         found[number] = end.recv()
    # solution:
    while attempts:
        for number, (child, end) in attempt_all(attempts).items():
            if child.exitcode == 0:
                found[number] = end.recv()
                del attempts[number]
            else:
                attempts[number] += 1
    # end
    return found
