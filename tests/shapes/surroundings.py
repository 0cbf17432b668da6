"""What a program finds around it, and how it fails: the same as without anybody who watches."""

import atexit
import json
import os
import sys
import threading


def main():
    leave_out = {"_", "SHLVL"}
    found = {
        "name": __name__,
        "file": __file__,
        "spec": repr(__spec__),
        "package": __package__,
        "arguments": sys.argv,
        "command": sys.orig_argv[1:],
        "path": sys.path,
        "folder": os.getcwd(),
        "environment": {key: value for key, value in os.environ.items() if key not in leave_out},
        "names": sorted(globals()),
        "customized": "sitecustomize" in sys.modules,
        "multiprocessing": "multiprocessing" in sys.modules,
        "helpers": "helpers" in sys.modules,
        "threads": len(threading.enumerate()),
        "open": sorted(os.listdir("/dev/fd"))[:3] if os.path.exists("/dev/fd") else [],
    }
    print(json.dumps(found, indent=1))
    atexit.register(print, "last words")
    raise LookupError("nothing here")


if __name__ == "__main__":
    main()
