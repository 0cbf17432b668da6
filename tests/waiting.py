"""Workers that wait for each other, some of which end in the way of others; children import this module by name."""

import os
import queue
import time

ENOUGH = 60  # seconds; whoever waits so long is killed before


def sleep_at(condition, is_there):
    with condition:
        is_there.set()
        condition.wait()


def take_turns(condition, seconds):
    for _ in range(2):
        with condition:
            time.sleep(seconds)


def hold_by_name(condition, is_there):
    condition.acquire()
    is_there.set()
    time.sleep(ENOUGH)


def wait_for(event):
    event.wait()


def signal(semaphore, times):
    for _ in range(times):
        semaphore.release()


def get_one(tasks, results, timeout=None):
    try:
        results.put(tasks.get(timeout=timeout) if timeout else tasks.get())
    except queue.Empty:
        results.put("nothing")


def double(x):
    return 2 * x


def leave():
    os._exit(3)
