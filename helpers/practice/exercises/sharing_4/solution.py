from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

from helpers.trace import say


def multiply(name, count, factor):
    block = SharedMemory(name=name)
    say("multiplying")
    for place in range(count):
        block.buf[place] *= factor
    # solution:
    block.close()
    # end


def main(values):
    block = SharedMemory(create=True, size=len(values))
    block.buf[: len(values)] = bytes(values)
    child = Process(target=multiply, args=(block.name, len(values), 2))
    child.start()
    child.join()
    # starter:
    # return list(block.buf[: len(values)])
    # solution:
    result = list(block.buf[: len(values)])
    block.close()
    block.unlink()
    return result
    # end
