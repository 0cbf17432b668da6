from multiprocessing import Pipe, Process

from helpers.trace import say


def double(connection, back):
    number = connection.recv()
    say("doubling", number)
    back.send(2 * number)


def main(number):
    theirs, mine = Pipe(duplex=False)
    answers, back = Pipe(duplex=False)
    child = Process(target=double, args=(theirs, back))
    child.start()
    mine.send(number)
    answer = answers.recv()
    child.join()
    return answer
