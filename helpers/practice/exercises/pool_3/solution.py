from multiprocessing import Pool


def tiny(number):
    return number % 7


def main(count):
    with Pool(2) as pool:
        # starter:
        # return sum(pool.imap(tiny, range(count), chunksize=1))
        # solution:
        return sum(pool.imap(tiny, range(count), chunksize=100))
