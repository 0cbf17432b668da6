"""A worker that needs nothing but its arguments does the same under every start method.

Run it in a terminal: python 08_start_methods.py
"""

from multiprocessing import get_all_start_methods, get_context


def price(tea, discount, results):
    """Put the price of a tea into a queue; the discount is an argument, and no global variable that changes."""
    results.put((tea, {"green": 12, "black": 8}[tea] * (100 - discount) / 100))


def prices(method):
    """Return what two children answer that are started in this way."""
    context = get_context(method)  # for this part of the program only
    results = context.SimpleQueue()  # it belongs to the same start method
    children = [context.Process(target=price, args=(tea, 25, results)) for tea in ("green", "black")]
    for child in children:
        child.start()
    answers = [results.get() for _ in children]  # first get, then join
    for child in children:
        child.join()
    return sorted(answers)


def main():
    for method in sorted(get_all_start_methods()):
        print(f"{method:10} {prices(method)}")


# A child imports this file, and must not start children of its own.
if __name__ == "__main__":
    main()
