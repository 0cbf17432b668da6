"""Reads its standard input, and lets a child sum it up."""

import multiprocessing
import sys


def total(lines, end):
    end.send(sum(map(int, lines)))


if __name__ == "__main__":
    lines = list(sys.stdin)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=total, args=(lines, theirs), name="adder")
    process.start()
    print(ours.recv())
    process.join()
