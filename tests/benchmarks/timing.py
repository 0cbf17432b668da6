"""Alternating measurements and their medians."""

import statistics
import time
from contextlib import contextmanager, redirect_stdout
from io import StringIO


def alternate(repeats, **sides):
    """Call each side in turn, `repeats` times after one warm-up; return the seconds of each."""
    seconds = {name: [] for name in sides}
    for turn in range(repeats + 1):
        names = list(sides) if turn % 2 else list(reversed(sides))
        for name in names:
            began = time.perf_counter()
            sides[name]()
            if turn:
                seconds[name].append(time.perf_counter() - began)
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
