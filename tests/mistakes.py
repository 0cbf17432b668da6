"""What goes wrong in children, for the tests of the error decoder; children import this module by name."""

import itertools
import multiprocessing
import os
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor

numbers = itertools.count()


def strange():
    """Return an object whose class was made in this process alone, while it ran."""
    name = f"Strange_{os.getpid()}_{next(numbers)}"
    strange = type(name, (), {"__module__": __name__})
    setattr(sys.modules[__name__], name, strange)
    return strange()


def put_strange(box):
    box.put(strange())


def send_strange(connection):
    connection.send(strange())


def divide(number):
    return 1 / number


def ask_for_what_no_module_has():
    return os.no_such_name


def raise_error(kind):
    raise kind("a worker's own")


def pickle_in_a_child():
    return pickle.dumps(lambda: 0)


def have_a_pool():
    with multiprocessing.Pool(1) as pool:
        return pool.map(abs, [1])


def local():
    """Return a function that stands in a function."""

    def inner():
        pass

    return inner


class TooHeavyError(Exception):
    """An exception that is made from more than it passes on, as many are."""

    def __init__(self, name, weight):
        super().__init__(name)
        self.weight = weight


def raise_too_heavy(*_):
    raise TooHeavyError("books", 3)


def put_too_heavy(box):
    box.put(TooHeavyError("books", 3))


def send_too_heavy(connection):
    connection.send(TooHeavyError("books", 3))


class Picky:
    """A result whose state can't be set outside the process that made it."""

    def __init__(self):
        self.pid = os.getpid()

    def __setstate__(self, state):
        if state["pid"] != os.getpid():
            raise ValueError("made elsewhere")


def local_class():
    """Return an object whose class stands in a function."""

    class Inner:
        pass

    return Inner()


def wrapped(function):
    def wrapper():
        return function()

    return wrapper


def plain():
    pass


decorated = plain
plain = wrapped(plain)


class Counted:
    pass


old = Counted()


class Counted:
    pass


class Crew:
    """An object with a pool inside, whose method is the task."""

    def __init__(self, pool):
        self.pool = pool

    def work(self, number=1):
        return number

    def map(self):
        return self.pool.map(self.work, [1])


class Locked:
    def __init__(self):
        self.lock = multiprocessing.Lock()

    def work(self, number=1):
        return number


def have_a_child():
    child = multiprocessing.Process()
    child.start()
    child.join()


def have_an_executor():
    with ProcessPoolExecutor(1) as executor:
        return executor.submit(abs, 1).result()


def raise_at_once():
    raise RuntimeError("an initializer's own")


def count():
    yield from range(3)
