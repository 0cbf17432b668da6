from multiprocessing import Pipe, Process

from helpers.trace import say


def serve(connection):
    # starter:
    # while True:
    #     a, b = connection.recv()
    # solution:
    for a, b in iter(connection.recv, None):
        # end
        say("request", a, b)
        # starter:
        # connection.send(a / b)
        # solution:
        try:
            reply = a / b
        except Exception as error:
            reply = type(error).__name__
        connection.send(reply)
        # end


def main(requests):
    mine, theirs = Pipe()
    server = Process(target=serve, args=(theirs,), name="server")
    server.start()
    theirs.close()
    replies = []
    for request in requests:
        mine.send(request)
        replies.append(mine.recv())
    # starter:
    # server.terminate()
    # solution:
    mine.send(None)
    # end
    server.join()
    return replies
