# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "the lock of the Value": [
        ("with lock:", "with counter.get_lock():"),
        ("add(counter, barrier, lock)", "add(counter, barrier)"),
        ("args=(counter, barrier, lock)", "args=(counter, barrier)"),
    ],
    "acquire and release": [
        ("        with lock:\n            seen", "        lock.acquire()\n        if True:\n            seen"),
        ("counter.value = seen + 1", "counter.value = seen + 1\n        lock.release()"),
    ],
}
WRONG = {
    "each child makes its own lock": ([("    for _ in range(25):", "    lock = Lock()\n    for _ in range(25):")],
                                      "updates were lost"),
    "the lock comes too late": ([("        with lock:\n            seen = counter.value\n            time.sleep(0.01)\n            counter",
                                  "        seen = counter.value\n        time.sleep(0.01)\n        with lock:\n            counter")],
                                "updates were lost"),
    "one after the other": ([("Barrier(2)", "Barrier(1)"),
                             ("        child.start()\n    for child in children:\n", "        child.start()\n")],
                            "never two at the same time"),
    "waits at the barrier with the lock": ([("        barrier.wait()\n        with lock:\n",
                                            "        with lock:\n            barrier.wait()\n")], "did not end within"),
    "forgets to release": ([("with lock:", "if lock.acquire():")], "did not end within"),
    "adds too much": ([("range(25)", "range(26)")], "above 50"),
}  # fmt: skip
