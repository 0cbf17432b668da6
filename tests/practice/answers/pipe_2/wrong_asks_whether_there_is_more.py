# refused: mine.poll() sees only what is there at this moment

from multiprocessing import Pipe, Process

from helpers.trace import say


def tell(connection, lines):
    say("telling", len(lines), "lines")
    for line in lines:
        connection.send(line)
    connection.close()


def main(lines):
    mine, theirs = Pipe(duplex=False)
    child = Process(target=tell, args=(theirs, lines), name="teller")
    child.start()
    theirs.close()  # the child has its own copy
    heard = []
    try:
        while mine.poll():
            heard.append(mine.recv())
    except EOFError:  # nobody can send any more
        pass
    child.join()
    return heard
