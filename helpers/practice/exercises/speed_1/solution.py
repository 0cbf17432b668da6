from multiprocessing import Process, Queue

from helpers.trace import say


def measure(count, results):
    say("measuring", count)
    # starter:
    # for number in range(count):
    #     results.put(number % 7)
    # solution:
    values = [number % 7 for number in range(count)]
    for start in range(0, count, 200):
        results.put(values[start : start + 200])
    # end
    results.put(None)


def main(count):
    results = Queue()
    child = Process(target=measure, args=(count, results))
    child.start()
    total = 0
    # starter:
    # while (value := results.get()) is not None:
    #     total += value
    # solution:
    while (values := results.get()) is not None:
        total += sum(values)
    # end
    child.join()
    return total
