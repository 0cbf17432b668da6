# refused: main() returned 299

from multiprocessing import Pool


def tiny(number):
    return number % 7


def main(count):
    with Pool(2) as pool:
        return sum(pool.imap(tiny, range(count // 2), chunksize=100))
