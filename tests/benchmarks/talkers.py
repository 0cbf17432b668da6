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


def burn(n):
    total = 0
    for i in range(n):
        total += i
    return total


def burn_often(times, n):
    for _ in range(times):
        burn(n)
