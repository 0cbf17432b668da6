import time
from multiprocessing import Manager, Process

from helpers.trace import say


def file_away(index, words):
    for word in words:
        say("filing", word)
        time.sleep(0.1)
        index[word[0]].append(word)


def main(words):
    with Manager() as manager:
        # starter:
        # index = manager.dict({word[0]: [] for word in words})
        # solution:
        index = manager.dict({letter: manager.list() for letter in sorted({word[0] for word in words})})
        # end
        children = [Process(target=file_away, args=(index, part)) for part in (words[::2], words[1::2])]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return {letter: sorted(found) for letter, found in index.items()}
