"""A small real task: a server on a pipe."""

from helpers.practice.criteria import (
    exit_codes,
    named,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="pipe-4",
    title="A server",
    goal="""`server` gets pairs of numbers and sends back their quotient. One pair makes it crash. Make it **answer
an error with the name of its class, and go on**; let it end by itself when the requests are over. `main([(6, 2),
(1, 0), (9, 3)])` returns `[3.0, "ZeroDivisionError", 3.0]`.""",
    starter="""
from multiprocessing import Pipe, Process

from helpers.trace import say

def serve(connection):
    while True:
        a, b = connection.recv()
        say("request", a, b)
        connection.send(a / b)

def main(requests):
    mine, theirs = Pipe()
    server = Process(target=serve, args=(theirs,), name="server")
    server.start()
    theirs.close()
    replies = []
    for request in requests:
        mine.send(request)
        replies.append(mine.recv())
    server.terminate()
    server.join()
    return replies
""",
    arguments=([(6, 2), (1, 0), (9, 3)],),
    again=lambda random: (([(number := random.randrange(100), 1), (1, 0)],), [float(number), "ZeroDivisionError"]),
    criteria=(
        named("server"),
        ran_in_processes(1, exactly=True),
        ran_in_children("request"),
        returns([3.0, "ZeroDivisionError", 3.0], "each request has its reply"),
        went_through("Pipe", 3, upward=True),
        nothing_left_running(),
        exit_codes({"server": 0}),
    ),
    hints=(
        "Two things: an exception in one request must not end the loop, and the loop needs an end.",
        "try/except around the division, type(error).__name__ for the name; a None from main ends the loop.",
        """
def serve(connection):
    while True:
        request = connection.recv()
        if request is None:
            break
        ...
        try:
            reply = ...
        except Exception as error:
            reply = ...
        connection.send(reply)
""",
    ),
    solution="""
from multiprocessing import Pipe, Process

from helpers.trace import say

def serve(connection):
    for a, b in iter(connection.recv, None):
        say("request", a, b)
        try:
            reply = a / b
        except Exception as error:
            reply = type(error).__name__
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
""",
    explanation="""A server that dies of one bad request is of little use, so it catches what a request raises, and
tells the caller. It ends when it is asked to: a terminated process has no chance to put things in order.""",
    seconds=3,
)
