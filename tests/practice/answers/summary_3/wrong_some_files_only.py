# refused: main() returned

import os
import tempfile
import time
from collections import Counter
from multiprocessing import Pool

from helpers.trace import say


def read_and_count(path):
    say("reading", os.path.basename(path))
    time.sleep(0.2)
    with open(path, encoding="utf-8") as file:
        return Counter(file.read().split())


def main(texts):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{number}.txt") for number in range(len(texts))]
        for path, text in zip(paths, texts):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        with Pool(2) as pool:
            counts = pool.map(read_and_count, paths[1:])
    return [[word, number] for word, number in sum(counts, Counter()).most_common(2)]
