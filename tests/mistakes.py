"""What goes wrong in children, for the tests of the error decoder; children import this module by name."""

import itertools
import multiprocessing
import os
import pickle
import sys

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


def count():
    yield from range(3)
