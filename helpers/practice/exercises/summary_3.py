"""A small real task: the commonest words, and send less."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="summary-3",
    title="The commonest words",
    goal="""Which two words occur most often in all files together? Let **two worker processes or more** read and
count the files, a task for each, and put the counts together in `main`. It returns `[["queue", 9], ["pipe", 6]]`.""",
    starter="""
import os
import tempfile
import time
from collections import Counter

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
        counts = [read_and_count(path) for path in paths]
    return [[word, number] for word, number in sum(counts, Counter()).most_common(2)]
""",
    arguments=(
        ["queue pipe queue lock", "pipe queue queue", "pool pipe pipe queue", "queue queue pipe", "queue pipe queue"],
    ),
    criteria=(
        returns([["queue", 9], ["pipe", 6]], "the two words are right"),
        in_a_pool("", "a pool or an executor did the work"),
        ran_in_children("reading", 2),
        nothing_left_running(),
    ),
    hints=(
        "One line has to change, and it has a map in it.",
        "pool.map(read_and_count, paths), inside the block in which the files are still there.",
        """
        with Pool(2) as pool:
            counts = ...
""",
    ),
    solution="""
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
            counts = pool.map(read_and_count, paths)
    return [[word, number] for word, number in sum(counts, Counter()).most_common(2)]
""",
    explanation="""The workers get paths and send back counts: both are small. To read in main and send the texts
would work too, but move everything twice.""",
)
