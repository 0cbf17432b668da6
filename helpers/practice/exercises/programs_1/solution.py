import logging
import time
from logging.handlers import QueueHandler, QueueListener
from multiprocessing import Process, Queue

from helpers.trace import say


class Keeper(logging.Handler):
    def __init__(self):
        super().__init__()
        self.kept = []

    def emit(self, record):
        self.kept.append(record.getMessage())


def load(name, records):
    # solution:
    logging.getLogger().addHandler(QueueHandler(records))
    logging.getLogger().setLevel(logging.INFO)
    # end
    say("loading", name)
    time.sleep(0.3)
    logging.info("%s is loaded", name)


def main(names):
    records, keeper = Queue(), Keeper()
    # starter:
    # logging.getLogger().addHandler(keeper)
    # solution:
    listener = QueueListener(records, keeper)
    listener.start()
    # end
    children = [Process(target=load, args=(name, records)) for name in names]
    for child in children:
        child.start()
    for child in children:
        child.join()
    # solution:
    listener.stop()
    # end
    return sorted(keeper.kept)
