"""What runs in the kernel and in the children of the benchmark of forking."""

import logging
import math
import os
import threading
import time
from contextlib import contextmanager

from helpers.trace import say

lock = threading.Lock()
logger = logging.getLogger("forkers")
logger.addHandler(logging.FileHandler(os.devnull))
logger.propagate = False
log_file = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - kept open, as a library keeps its log

PATIENCE = 30  # seconds; a child of this benchmark needs a tenth of one, and more where others use the CPUs
LATE = 1  # second; then the next child is started meanwhile
MOST_LATE = 25  # so many are waited for at once; then no more are started


def idle():
    """Do nothing."""


def work():
    """Work as a child of a lesson does: compute, and say a line."""
    say(math.factorial(20))


def print_line():
    """Print a line, in one write."""
    print("a line\n", end="", flush=True)


def log_line():
    """Log a line."""
    logger.warning("a line")


def multiply():
    """Allocate, and use the threads of numpy's library."""
    import numpy as np

    matrix = np.ones((200, 200))
    matrix @ matrix


def write_line():
    """Write into a file that the module keeps open."""
    log_file.write("a line\n")
    log_file.flush()


def take_lock():
    """Wait for a disk or a network, and let nobody else do so."""
    with lock:
        time.sleep(0.0005)


@contextmanager
def threads(number, function):
    """Let threads call `function` all the time."""
    over = threading.Event()

    def go():
        while not over.is_set():
            function()
            time.sleep(0.0005)  # as a real one pauses now and then

    busy = [threading.Thread(target=go, daemon=True) for _ in range(number)]
    for thread in busy:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in busy:
            thread.join(5)  # it may hang, too


def start_many(context, function, number):
    """Start children one after another; return how many were started, how many hung, how many failed."""
    codes, late = [], []
    while len(codes) + len(late) < number and len(late) < MOST_LATE:
        late.append(context.Process(target=function))
        late[-1].start()
        late[-1].join(LATE)
        codes += [child.exitcode for child in late if child.exitcode is not None]
        late = [child for child in late if child.is_alive()]
    deadline = time.monotonic() + PATIENCE
    for child in late:
        child.join(max(0, deadline - time.monotonic()))
        codes.append(child.exitcode)
        child.kill()
        child.join()
    return len(codes), codes.count(None), sum(code not in {0, None} for code in codes)


def start_one(context):
    """Start a child and wait for it."""
    child = context.Process(target=idle)
    child.start()
    child.join()
