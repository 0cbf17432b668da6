# refused: it raised RuntimeError (five attempts failed)

import os
import signal
import time
from multiprocessing import Process


def download(attempt):
    time.sleep(0.1)
    if attempt == 1:
        raise ConnectionError("no network")
    if attempt == 2:
        os.kill(os.getpid(), signal.SIGTERM)  # ended from outside: the exit code is not 1
        time.sleep(5)


def main():
    for attempt in range(1, 6):
        child = Process(target=download, args=(1,), name=f"attempt-{attempt}")
        child.start()
        child.join()
        if child.exitcode == 0:
            return attempt
    raise RuntimeError("five attempts failed")
