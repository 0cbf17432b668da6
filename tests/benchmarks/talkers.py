"""What the children of the benchmarks of messages do; the standard library alone."""


def play(there, back):
    while (n := there.get()) is not None:
        back.put(n)
