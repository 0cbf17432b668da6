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
    attempt = 0
    while attempt < len(fates):
        attempt += 1
        child = Process(target=download, args=(fates[attempt - 1],), name=f"attempt-{attempt}")
        child.start()
        child.join()
        if not child.exitcode:
            return attempt
    raise RuntimeError("all attempts failed")
