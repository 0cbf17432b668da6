"""What the children of the benchmarks of messages do; the standard library alone."""

import time


def play(there, back):
    while (n := there.get()) is not None:
        back.put(n)


def chat(messages, pause, own):
    """Send itself messages through a queue of its own, at a steady pace."""
    for n in range(messages):
        own.put(n)
        own.get()
        time.sleep(pause)
