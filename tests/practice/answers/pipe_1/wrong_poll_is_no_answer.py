# refused: main() returned a bool, True

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
    answer = mine.poll(2)
    child.join()
    return answer
