# refused: everything ran in the same process

from multiprocessing import Pool


def tiny(number):
    return number % 7


def main(count):
    return sum(map(tiny, range(count)))
