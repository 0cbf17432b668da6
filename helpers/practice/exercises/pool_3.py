"""The good chunk size."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, pieces, returns
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="pool-3",
    title="The good chunk size",
    goal="""2000 tiny tasks travel one by one, and travelling takes longer than working. Send them **in 4 to 40
pieces**, so that both workers get some. `main(2000)` returns the sum of the results.""",
    starter="""
from multiprocessing import Pool

def tiny(number):
    return number % 7

def main(count):
    with Pool(2) as pool:
        return sum(pool.imap(tiny, range(count), chunksize=1))
""",
    arguments=(2000,),
    criteria=(
        in_a_pool(),
        returns(sum(number % 7 for number in range(2000)), "the sum is right"),
        pieces("tiny", 4, 40),
        nothing_left_running(),
    ),
    hints=(
        "How many items are in a piece, if 2000 items go in 20 pieces?",
        "imap(function, values, chunksize=...) sends that many items at once. map finds a size by itself.",
        """
        return sum(pool.imap(tiny, range(count), chunksize=...))
""",
    ),
    solution="""
from multiprocessing import Pool

def tiny(number):
    return number % 7

def main(count):
    with Pool(2) as pool:
        return sum(pool.imap(tiny, range(count), chunksize=100))
""",
    explanation="""Each piece is pickled, sent, and answered once. 100 items in a piece make that cost a hundredth;
twenty pieces are enough for two workers to share fairly. A single piece would leave a worker idle. map takes about
four pieces for each worker.""",
)
