# refused: nothing came back from a child through the pipe

from multiprocessing import Pipe, Process

from helpers.trace import say


def double(connection):
    number = connection.recv()
    say("doubling", number)
    connection.send(2 * number)


def main(number):
    mine, theirs = Pipe()
    child = Process(target=double, args=(theirs,))
    child.start()
    mine.send(number)
    answer = 2 * number
    child.join()
    return answer
