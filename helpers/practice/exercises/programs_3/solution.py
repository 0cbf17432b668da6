import time
from multiprocessing import Pipe, Process

from helpers.trace import say


def solve(seconds, end):
    say("solving", seconds)
    time.sleep(seconds)
    end.send(f"solved in {seconds} s")


def main(limit, puzzles):
    started = []
    for seconds in puzzles:
        ours, theirs = Pipe(duplex=False)
        child = Process(target=solve, args=(seconds, theirs))
        child.start()
        started.append((child, ours))
    answers = []
    # starter:
    # for child, end in started:
    #     answers.append(end.recv())
    #     child.join()
    # solution:
    deadline = time.monotonic() + limit
    for child, end in started:
        left = max(0, deadline - time.monotonic())
        if end.poll(left):
            answers.append(end.recv())
        else:
            answers.append(None)
            child.terminate()
        child.join()
    # end
    return answers
