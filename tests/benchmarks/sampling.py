"""What one sample costs the kernel, and that it depends on the descendants alone."""

import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil

from helpers.live import watch
from helpers.record.history import History
from helpers.record.sampler import make_sampler
from timing import quiet


@contextmanager
def descendants(count):
    """Keep `count` sleeping children."""
    programs = [subprocess.Popen(["sleep", "600"]) for _ in range(count)]
    time.sleep(0.5)
    yield
    for program in programs:
        program.kill()
        program.wait()


@contextmanager
def strangers(count):
    """Keep `count` sleeping processes that are nobody's descendants."""
    start = f"for i in $(seq {count}); do setsid sleep 600 & done"
    subprocess.run(["sh", "-c", start], check=True)
    time.sleep(0.5)
    mine = [p for p in psutil.process_iter(["name", "ppid"]) if p.info["name"] == "sleep" and p.info["ppid"] == 1]
    yield
    for program in mine:
        program.kill()


def cost(sample, repeats=30):
    """Return the median CPU milliseconds of one call."""
    costs = []
    for _ in range(repeats):
        began = time.thread_time()
        sample()
        costs.append(1000 * (time.thread_time() - began))
    return statistics.median(costs)


def ours():
    """Return one sample as the live picture takes it: read the system, fold it into the recording."""
    sampler = make_sampler()
    history = History(time.monotonic_ns(), os.getpid(), "kernel", leaves_zombies=True)
    history.sample(time.monotonic_ns(), sampler.sample(), sampler.command_line, first=True)
    return lambda: history.sample(time.monotonic_ns(), sampler.sample(), sampler.command_line)


def naive():
    """Return one sample as it is written first: find the children, read each of them afresh."""

    def sample():
        for process in psutil.Process().children(recursive=True):
            fresh = psutil.Process(process.pid)
            fresh.cpu_percent(), fresh.memory_info(), fresh.status(), fresh.name()

    return sample


def share(seconds=4):
    """Return the percent of one core that a whole watch block takes, asleep."""
    with quiet(), watch():
        time.sleep(1)
        began, wall = time.process_time(), time.monotonic()
        time.sleep(seconds)
        return 100 * (time.process_time() - began) / (time.monotonic() - wall)


def rows():
    at = {}
    for count in (2, 20, 100):
        with descendants(count):
            at[count] = cost(ours())
            wanted, good = ("at most 10 ms", at[count] <= 10) if count == 100 else ("", None)
            yield f"CPU of one sample at {count} descendants", f"{at[count]:.2f} ms", wanted, good
            if count == 100:
                yield "the same, naive psutil", f"{cost(naive(), 10):.2f} ms", "", None
                percent = share()
                yield "a whole block at 100 descendants, of one core", f"{percent:.1f} %", "", None
    with descendants(20), strangers(300):
        beside = cost(ours())
        value = beside / at[20]
        wanted = "about 1x (Linux)" if sys.platform == "linux" else ""
        yield "20 descendants beside 300 strangers / alone", f"{value:.2f}x", wanted, value < 1.3
        yield "the same, naive psutil", f"{cost(naive(), 10):.2f} ms", "", None
