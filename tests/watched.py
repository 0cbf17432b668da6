"""What tests do in a watched block, and how they read its recording."""

import multiprocessing
import time

SOON = 20
"""Seconds that are long enough on any machine."""


def names_of(recording):
    """Return the name of each process by its id; the notebook's is `main`."""
    return {process.id: "main" if process.parent is None else process.name for process in recording.processes}


def told(recording, thing=None):
    """Return (sender, receiver, text) of the messages, of one object or of all, in order of sending."""
    names = names_of(recording)
    return [
        (names.get(one.sender), names.get(one.receiver), one.text)
        for one in recording.messages
        if thing in {None, one.object}
    ]


def waits(recording, process, operation):
    """Return what a process waited for with an operation."""
    names = names_of(recording)
    return [one.object for one in recording.waits if names[one.process] == process and one.operation == operation]


def until(condition):
    """Wait for something that comes true soon."""
    deadline = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.02)


def start(target, *args, name=None):
    """Return a process that has been started."""
    process = multiprocessing.Process(target=target, args=args, name=name)
    process.start()
    return process
