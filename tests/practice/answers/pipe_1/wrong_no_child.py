# refused: no child process was started

from multiprocessing import Pipe, Process

from helpers.trace import say


def double(connection):
    number = connection.recv()
    say("doubling", number)
    connection.send(2 * number)


def main(number):
    mine, theirs = Pipe()
    child = Process(target=double, args=(theirs,))
    answer = 2 * number
    return answer
