import time
from collections import Counter
from multiprocessing import Pool

from helpers.trace import say


def count_words(text):
    say("counting")
    time.sleep(0.2)
    return Counter(text.split())


def main(texts):
    total = Counter()
    with Pool(2) as pool:
        finished = []

        def one_more(words):
            finished.append(words)
            say(len(finished), "of", len(texts))

        handles = [pool.apply_async(count_words, (text,), callback=one_more) for text in texts]
        for handle in handles:
            total += handle.get()
        pool.close()
        pool.join()
    return dict(total)
