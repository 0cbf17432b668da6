"""What a spawned child pays for a worker function of the course."""

import compileall
import multiprocessing
import operator
from pathlib import Path

import helpers
from helpers.workers import process as course_workers
from timing import alternate, ratio


def rows():
    # Python does so at the first import, unless it is told not to; then every child would compile the source again.
    compileall.compile_dir(Path(helpers.__file__).parent, quiet=2)
    spawn = multiprocessing.get_context("spawn")

    def start(function, *args):
        child = spawn.Process(target=function, args=args)
        child.start()
        child.join()

    seconds = alternate(
        40,
        ours=lambda: start(course_workers.shout, "kel"),
        plain=lambda: start(operator.neg, 3),
    )
    value = ratio(seconds, "ours", "plain")
    yield (
        "spawned child: function of `helpers.workers` / of the standard library",
        f"{value:.2f}x",
        "at most 1.10x",
        value <= 1.10,
    )
