"""Lesson 12's last step: a pool that reads a log in pieces, beside as many bare processes on the same pieces."""

import multiprocessing
import statistics
import tempfile
import time
from collections import Counter

from helpers.ground.facts import usable_cpus
from helpers.workers.speed import add_up_piece, add_up_share, pieces, write_logs
from timing import cpu_seconds

METHOD = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
TIMES = 3  # that the log is read, so that a start does not count for so much
PIECE = 500_000  # bytes
REPEATS = 15


def by_pool(work, workers):
    """Hand out the pieces, and add up what comes back."""
    with multiprocessing.get_context(METHOD).Pool(workers) as pool:
        return sum(pool.map(add_up_piece, work), Counter())


def by_processes(work, workers):
    """Give each process its share at once; nothing comes back."""
    context = multiprocessing.get_context(METHOD)
    children = [context.Process(target=add_up_share, args=(work[n::workers],)) for n in range(workers)]
    for child in children:
        child.start()
    for child in children:
        child.join()


def spent(action, *args):
    """Return wall time, and the CPU time of this process and of its children, in seconds."""
    began, used = time.perf_counter(), cpu_seconds()
    action(*args)
    return time.perf_counter() - began, cpu_seconds() - used


def rows():
    workers = max(2, usable_cpus())
    found = []
    with tempfile.TemporaryDirectory() as folder:
        work = pieces(write_logs(folder), PIECE) * TIMES
        for turn in range(REPEATS + 1):
            sides = [by_pool, by_processes] if turn % 2 else [by_processes, by_pool]
            measured = {side: spent(side, work, workers) for side in sides}
            if turn:
                found.append((measured[by_pool], measured[by_processes]))
    speed = statistics.median(bare[0] / pool[0] for pool, bare in found)
    cpu = statistics.median(pool[1] / bare[1] for pool, bare in found)
    what = f"lesson 12's log in {len(work)} pieces: pool's speed beside {workers} bare processes ({METHOD})"
    yield what, f"{speed:.0%}", "at least 90 %", speed >= 0.9
    yield "the same, CPU time of the pool / of the bare processes", f"{cpu:.2f}x", "", None
