# refused: main process waited in recv

from multiprocessing import Pipe, Process

from helpers.trace import say


def double(connection):
    number = connection.recv()
    say("doubling", number)
    return 2 * number


def main(number):
    mine, theirs = Pipe()
    child = Process(target=double, args=(theirs,))
    child.start()
    mine.send(number)
    answer = mine.recv()
    child.join()
    return answer
