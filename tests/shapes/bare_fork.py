"""Forks by itself, and never imports multiprocessing."""

import os
import sys

if __name__ == "__main__":
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.write(1, b"from the child\n")
        os._exit(4)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "multiprocessing" in sys.modules)
