import time

# starter:
# from multiprocessing import Pipe, Process
# solution:
from multiprocessing import Lock, Pipe, Process
# end

from helpers.trace import say


# starter:
# def report(name, times, connection):
# solution:
def report(name, times, connection, lock):
    # end
    say("sending from", name)
    for number in range(times):
        time.sleep(0.1)
        # starter:
        # connection.send(f"{name} {number}")
        # solution:
        with lock:
            connection.send(f"{name} {number}")
        # end


def main(names, times):
    mine, theirs = Pipe(duplex=False)
    # starter:
    # children = [Process(target=report, args=(name, times, theirs)) for name in names]
    # solution:
    lock = Lock()
    children = [Process(target=report, args=(name, times, theirs, lock)) for name in names]
    # end
    for child in children:
        child.start()
    theirs.close()
    heard = []
    try:
        while True:
            heard.append(mine.recv())
    except EOFError:
        pass
    for child in children:
        child.join()
    return sorted(heard)
