from multiprocessing import Pipe, Process

from helpers.trace import say


def serve(connection, parents):
    parents.close()
    while True:
        try:
            a, b = connection.recv()
        except EOFError:
            break
        say("request", a, b)
        try:
            reply = a / b
        except Exception as error:
            reply = type(error).__name__
        connection.send(reply)


def main(requests):
    mine, theirs = Pipe()
    server = Process(target=serve, args=(theirs, mine), name="server")
    server.start()
    theirs.close()
    replies = []
    for request in requests:
        mine.send(request)
        replies.append(mine.recv())
    mine.close()
    server.join()
    return replies
