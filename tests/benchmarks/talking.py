"""What it costs to tell of every message and task, and what of it travels to the browser."""

import json
import multiprocessing
import os
import time
from pathlib import Path

import talkers
import watching
from helpers import course
from helpers.live import watch
from helpers.live.frame import Encoder
from timing import alternate, quiet, ratio

MESSAGES = 5_000
MANY = 100_000
METHOD = watching.METHOD


def ping_pong():
    """Send half of the messages there, half of them back; return seconds from the first to the last."""
    context = multiprocessing.get_context(METHOD)
    there, back = context.Queue(), context.Queue()
    player = context.Process(target=talkers.play, args=(there, back))
    player.start()
    there.put(0)
    back.get()
    began = time.perf_counter()
    for n in range(MESSAGES // 2):
        there.put(n)
        back.get()
    seconds = time.perf_counter() - began
    there.put(None)
    player.join()
    return seconds


def watched(work):
    with quiet(), watch():
        return work()
