"""A small real task: count words, and show how far it is."""

from helpers.practice.criteria import (
    in_a_pool,
    in_order,
    nothing_left_running,
    ran_in_children,
    returns,
    said_before,
)
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="pool-4",
    title="Words, with progress",
    goal="""Count the words of all texts together, in a pool. **While the work is going on**, say how far it is: `1
of 6`, `2 of 6`, and so on, each as soon as one more text is done. `main` returns a dictionary of words and counts.""",
    starter="""
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
        for done, words in enumerate(pool.map(count_words, texts), start=1):
            total += words
            say(done, "of", len(texts))
    return dict(total)
""",
    arguments=(["a b", "b c", "a", "c c", "b", "a a"],),
    criteria=(
        in_a_pool(),
        ran_in_children("counting", 2),
        returns({"a": 4, "b": 3, "c": 3}, "the counts are right"),
        in_order("1 of 6", "2 of 6", "3 of 6", "4 of 6", "5 of 6", "6 of 6"),
        said_before("1 of 6", "counting"),
        nothing_left_running(),
    ),
    hints=(
        "map returns when everything is done. You want each result as soon as it is there.",
        "imap_unordered(function, values) gives the results one by one, whichever is ready first.",
        """
        for done, words in enumerate(pool...(count_words, texts), start=1):
""",
    ),
    solution="""
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
        for done, words in enumerate(pool.imap_unordered(count_words, texts), start=1):
            total += words
            say(done, "of", len(texts))
    return dict(total)
""",
    explanation="""The sum does not depend on the order, so imap_unordered is right: it gives each result when it is
ready. The same loop can feed a progress bar.""",
)
