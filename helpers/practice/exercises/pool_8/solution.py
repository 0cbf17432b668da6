import time
from multiprocessing import Pool

from helpers.trace import say

words = {}


def learn(table):
    words.update(table)
    say("ready")


def translate(word):
    say("translating", word)
    time.sleep(0.2)
    return words[word]


def main(table, texts):
    # starter:
    # learn(table)
    # with Pool(2) as pool:
    # solution:
    with Pool(2, initializer=learn, initargs=(table,)) as pool:
        # end
        return pool.map(translate, texts, chunksize=1)
