from multiprocessing import Pool


def tiny(number):
    return number % 7


def main(count):
    with Pool(2) as pool:
        return sum(pool.imap_unordered(tiny, range(count), chunksize=100))
