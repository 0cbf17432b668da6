import os
import signal
import time
from multiprocessing import Process


def download(fate):
    time.sleep(0.1)
    if fate == "no network":
        raise ConnectionError("no network")
    if fate == "killed":
        os.kill(os.getpid(), signal.SIGTERM)  # ended from outside: the exit code is not 1
        time.sleep(5)


def main(fates):
    # starter:
    # child = Process(target=download, args=(fates[0],), name="attempt-1")
    # child.start()
    # child.join()
    # return 1
    # solution:
    for attempt, fate in enumerate(fates, start=1):
        child = Process(target=download, args=(fate,), name=f"attempt-{attempt}")
        child.start()
        child.join()
        if child.exitcode == 0:
            return attempt
    raise RuntimeError("all attempts failed")
