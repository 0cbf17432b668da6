"""Listing 2: keep the result in an attribute.

It prints three empty texts: each child fills its own copy of the object (lesson 02).
"""

from multiprocessing import Process


class MyProcess(Process):
    def __init__(self, func, args):
        super().__init__()
        self.func = func
        self.args = args
        self.res = ""

    def run(self):
        self.res = self.func(*self.args)


def shout(name):
    return name.upper()


if __name__ == "__main__":
    processes = [MyProcess(shout, ("kel",)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print([process.res for process in processes])
