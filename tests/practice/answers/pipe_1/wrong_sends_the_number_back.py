# refused: main() returned 21; it should be 42

from multiprocessing import Pipe, Process

from helpers.trace import say


def double(connection):
    number = connection.recv()
    say("doubling", number)
    connection.send(number)


def main(number):
    mine, theirs = Pipe()
    child = Process(target=double, args=(theirs,))
    child.start()
    mine.send(number)
    answer = mine.recv()
    child.join()
    return answer
