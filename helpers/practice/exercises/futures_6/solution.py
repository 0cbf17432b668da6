import tempfile
import time

# solution:
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import active_children

# end
from pathlib import Path

from helpers.trace import say


def count_errors(path):
    say("checking", path.name)
    text = path.read_text(encoding="utf-8")
    if text == "waiting for the server":
        time.sleep(3600)
    time.sleep(0.2)  # the longer part of the work
    return text.count("ERROR")


def check_all(paths):
    # starter:
    # report = {}
    # for path in paths:
    #     report[path.name] = count_errors(path)
    #     say(len(report), "of", len(paths))
    # return report
    # solution:
    report = {path.name: "TimeoutError" for path in paths}
    executor = ProcessPoolExecutor(2)
    tickets = {executor.submit(count_errors, path): path.name for path in paths}
    try:
        for done, ticket in enumerate(as_completed(tickets, timeout=5), start=1):
            error = ticket.exception()
            report[tickets[ticket]] = type(error).__name__ if error else ticket.result()
            say(done, "of", len(paths))
    except TimeoutError:
        for child in active_children():
            child.terminate()
    executor.shutdown()
    return report
    # end


def main(logs):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in logs.items():
            Path(folder, name).write_text(text, encoding="latin-1")
        return check_all([Path(folder, name) for name in logs])
