"""Imports the course's own package, and watches a part of itself."""

import multiprocessing

from helpers.live import watch
from helpers.trace import say


def greet():
    say("hello")


if __name__ == "__main__":
    for name in ("before", "watched", "after"):
        process = multiprocessing.Process(target=greet, name=name)
        if name == "watched":
            with watch():
                process.start()
                process.join()
        else:
            process.start()
            process.join()
