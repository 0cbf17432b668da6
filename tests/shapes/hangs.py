"""Waits for ever; says how often it was interrupted or asked to end, and ends orderly."""

import multiprocessing
import os
import signal
import sys


def wait(end):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end.send("ready")
    end.recv()


def ask_to_end(number, frame):
    os.write(1, b"asked to end\n")  # a print may be in the middle of its work
    sys.exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, ask_to_end)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=wait, args=(theirs,), name="patient", daemon=True)
    process.start()
    ours.recv()
    try:
        print("waits", flush=True)
        process.join()
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        raise
