"""Alternating measurements and their medians."""

import statistics
import time
from contextlib import contextmanager, redirect_stdout
from io import StringIO


def cpu_seconds():
    """Return what this process and those that it has waited for have used of the CPUs."""
    try:
        import resource
    except ImportError:  # Windows
        return time.process_time()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def alternate(repeats, used=None, /, **sides):
    """Call each side in turn, `repeats` times after one warm-up; return the seconds of each.

    `used`, a dict, gets the CPU seconds of each.
    """
    seconds = {name: [] for name in sides}
    used = {} if used is None else used
    used.update({name: [] for name in sides})
    for turn in range(repeats + 1):
        names = list(sides) if turn % 2 else list(reversed(sides))
        for name in names:
            cpu, began = cpu_seconds(), time.perf_counter()
            sides[name]()
            if turn:
                seconds[name].append(time.perf_counter() - began)
                used[name].append(cpu_seconds() - cpu)
    return seconds


def ratio(seconds, one, other):
    """Return the median of the ratios of what ran side by side."""
    return statistics.median(a / b for a, b in zip(seconds[one], seconds[other], strict=True))


def p95(values):
    """Return the 95th percentile."""
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


@contextmanager
def quiet():
    """Swallow what `watch` prints at its end."""
    with redirect_stdout(StringIO()):
        yield
