import time
from multiprocessing import Pool

from helpers.trace import say


def clean(text):
    say("cleaning")
    time.sleep(0.15)
    return text.strip(" .")


def count(text):
    say("counting")
    time.sleep(0.05)
    return len(text)


# solution:
def clean_and_count(text):
    return count(clean(text))


# end
def main(texts):
    with Pool(2) as pool:
        # starter:
        # cleaned = [clean(text) for text in texts]
        # return sum(pool.map(count, cleaned, chunksize=1))
        # solution:
        return sum(pool.map(clean_and_count, texts, chunksize=1))
