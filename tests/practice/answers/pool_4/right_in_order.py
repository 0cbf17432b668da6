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
        for done, words in enumerate(pool.imap(count_words, texts), start=1):
            total += words
            say(done, "of", len(texts))
    return dict(total)
