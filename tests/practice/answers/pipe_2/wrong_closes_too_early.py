# refused: ended with exit 1
# refused: it raised OSError (handle is closed)
# refused: main() returned
# refused: nobody said

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
    theirs.close()
    child.start()  # the child has its own copy
    heard = []
    try:
        while True:
            heard.append(mine.recv())
    except EOFError:  # nobody can send any more
        pass
    child.join()
    return heard
