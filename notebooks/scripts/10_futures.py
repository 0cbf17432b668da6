"""Check log files with processes: results as they come, one broken file, one that never ends.

Run it in a terminal: python 10_futures.py
"""

import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory

LOGS = {
    "monday.log": b"ok\nERROR disk full\n",
    "tuesday.log": b"caf\xe9 ok\n",  # not UTF-8
    "wednesday.log": b"waiting for the server",
    "thursday.log": b"ERROR\nERROR\n",
    "friday.log": b"ok\n",
}
SECONDS = 6  # for all of them


def count_errors(path):
    """Return how many errors a file has; this is what the workers run."""
    text = path.read_text(encoding="utf-8")
    if text == "waiting for the server":
        time.sleep(3600)
    return text.count("ERROR")


def check(paths):
    """Return a report: for each file the number of its errors, or why there is none."""
    report = {path.name: "not done in time" for path in paths}
    executor = ProcessPoolExecutor(2)
    tickets = {executor.submit(count_errors, path): path.name for path in paths}
    try:
        for done, ticket in enumerate(as_completed(tickets, timeout=SECONDS), start=1):
            error = ticket.exception()
            report[tickets[ticket]] = type(error).__name__ if error else ticket.result()
            print(f"{done} of {len(paths)} files")
    except TimeoutError:
        for child in active_children():  # nothing else stops a function that never returns
            child.terminate()
    executor.shutdown()
    return report


def main():
    with TemporaryDirectory() as folder:
        for name, content in LOGS.items():
            Path(folder, name).write_bytes(content)
        report = check([Path(folder, name) for name in LOGS])
    for name, found in report.items():
        print(f"{name:14} {found}")


# A worker imports this file, and must not start an executor of its own.
if __name__ == "__main__":
    main()
