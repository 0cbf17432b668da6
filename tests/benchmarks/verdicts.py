"""How long a learner waits for the verdict on a right answer."""

import multiprocessing
import tempfile
import time
from pathlib import Path
from statistics import median

from helpers.practice.checking.check import examine
from helpers.practice.exercise import exercise, ids

LIMIT = 3.0  # seconds


def rows():
    for method in multiprocessing.get_all_start_methods():
        seconds = {name: seconds_for(name, method) for name in ids()}
        slowest = max(seconds, key=seconds.get)
        yield (
            f"verdict on each exercise's solution, {method}: median / slowest ({slowest})",
            f"{median(seconds.values()):.1f} s / {seconds[slowest]:.1f} s",
            f"under {LIMIT:g} s",
            seconds[slowest] < LIMIT,
        )


def seconds_for(name, method):
    about = exercise(name)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{about.module}.py").write_text(about.solution, encoding="utf-8")
        begin = time.perf_counter()
        verdict = examine(about, Path(folder), method)
        seconds = time.perf_counter() - begin
    assert verdict.passed, verdict
    return seconds
