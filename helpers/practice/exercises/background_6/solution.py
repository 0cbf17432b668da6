from multiprocessing import Process, Queue

from helpers.trace import say


def square_all(numbers, results):
    say("squaring")
    # starter:
    # results.put(number * number for number in numbers)
    # solution:
    results.put([number * number for number in numbers])
    # end


def main(numbers):
    results = Queue()
    child = Process(target=square_all, args=(numbers, results))
    child.start()
    squares = results.get()
    child.join()
    return list(squares)
