from multiprocessing import Pipe, Process

from helpers.trace import say


def double(connection):
    number = connection.recv()
    say("doubling", number)
    # starter:
    # return 2 * number
    # solution:
    connection.send(2 * number)
    # end


def main(number):
    mine, theirs = Pipe()
    child = Process(target=double, args=(theirs,))
    child.start()
    mine.send(number)
    # solution:
    answer = mine.recv()
    # end
    child.join()
    # starter:
    # return None
    # solution:
    return answer
