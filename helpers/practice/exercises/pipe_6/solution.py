from multiprocessing import Pipe, Process

from helpers.trace import say


def write(size, connection):
    say("writing")
    connection.send("x" * size)


def main(size):
    mine, theirs = Pipe(duplex=False)
    writer = Process(target=write, args=(size, theirs), name="writer")
    writer.start()
    theirs.close()
    # solution:
    text = mine.recv()
    # end
    writer.join()
    # starter:
    # return len(mine.recv())
    # solution:
    return len(text)
