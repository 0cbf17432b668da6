import time
from multiprocessing import Process, SimpleQueue

from helpers.trace import say


class Greeter(Process):
    def __init__(self, person, results):
        # solution:
        super().__init__()
        # end
        self.person, self.results = person, results

    def run(self):
        say("greeting", self.person)
        time.sleep(0.3)
        self.results.put((self.person, self.person.upper()))


def main(names):
    results = SimpleQueue()
    # starter:
    # for name in names:
    #     Greeter(name, results).run()
    # return dict(results.get() for _ in names)
    # solution:
    greeters = [Greeter(name, results) for name in names]
    for greeter in greeters:
        greeter.start()
    found = dict(results.get() for _ in greeters)
    for greeter in greeters:
        greeter.join()
    return found
