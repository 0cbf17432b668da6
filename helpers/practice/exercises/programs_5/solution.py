import time
from collections import Counter
from multiprocessing import Pipe, Process

from helpers.trace import say


def count(machine, lines, end):
    say("counting", machine)
    time.sleep(0.3)
    if lines == ["stuck"]:  # a disk that does not answer
        time.sleep(60)
    end.send(Counter(line.split()[3] for line in lines))


def main(logs, limit):
    # starter:
    # total = Counter()
    # for machine, lines in logs.items():
    #     total += Counter(line.split()[3] for line in lines)
    # return dict(total), []
    # solution:
    started = []
    for machine, lines in logs.items():
        ours, theirs = Pipe(duplex=False)
        child = Process(target=count, args=(machine, lines, theirs), name=machine)
        child.start()
        theirs.close()
        started.append((child, ours))
    total, missing = Counter(), []
    deadline = time.monotonic() + limit
    for child, end in started:
        try:
            if not end.poll(max(0, deadline - time.monotonic())):
                raise EOFError
            total += end.recv()
        except EOFError:
            missing.append(child.name)
            child.terminate()
        child.join()
    return dict(total), sorted(missing)
    # end
