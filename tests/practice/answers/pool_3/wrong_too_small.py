# refused: in 200 pieces; 40 at most

from multiprocessing import Pool


def tiny(number):
    return number % 7


def main(count):
    with Pool(2) as pool:
        return sum(pool.imap(tiny, range(count), chunksize=10))
