# refused: main process waited in recv

from multiprocessing import Pipe, Process

from helpers.trace import say


def serve(connection):
    for a, b in iter(connection.recv, None):
        say("request", a, b)
        try:
            reply = a / b
        except Exception as error:
            continue
        connection.send(reply)


def main(requests):
    mine, theirs = Pipe()
    server = Process(target=serve, args=(theirs,), name="server")
    server.start()
    theirs.close()
    replies = []
    for request in requests:
        mine.send(request)
        replies.append(mine.recv())
    mine.send(None)
    server.join()
    return replies
