# refused: in no pieces; 4 at least

from multiprocessing import Pool


def tiny(number):
    return number % 7


def main(count):
    with Pool(2) as pool:
        return sum(map(tiny, range(count)))
