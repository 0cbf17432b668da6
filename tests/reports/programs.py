"""What the children of the programs do; they import this module by name."""

import os
import queue
import signal
import sys
import time


def die(_):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def leave(code):
    sys.exit(code)


def pid(_):
    return os.getpid()


def take_without_saying(tasks):
    tasks.get()


def recv_until_the_end(end):
    try:
        while True:
            end.recv()
    except EOFError:
        pass


def look_again_and_again(indices, seconds):
    while True:
        try:
            if indices.get(timeout=seconds) is None:
                return
        except queue.Empty:
            continue


def rest(seconds):
    time.sleep(seconds)
