# refused: in one piece; 4 at least

from multiprocessing import Pool


def tiny(number):
    return number % 7


def main(count):
    with Pool(2) as pool:
        return sum(pool.imap(tiny, range(count), chunksize=2000))
