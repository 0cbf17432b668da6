"""A process and a queue."""

import multiprocessing


def square(numbers, results):
    results.put([number**2 for number in numbers])


if __name__ == "__main__":
    results = multiprocessing.Queue()
    process = multiprocessing.Process(target=square, args=([1, 2, 3], results), name="squarer")
    process.start()
    print(results.get())
    process.join()
