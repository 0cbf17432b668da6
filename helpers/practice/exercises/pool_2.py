"""When one task fails."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="pool-2",
    title="One bad apple",
    goal="""One of the texts is no number, and the whole `map` fails. Return **what worked, and for what did not the
name of the exception**: `{"12": 12, "no": "ValueError", "7": 7}`. The work is done by the pool's workers.""",
    starter="""
from multiprocessing import Pool

from helpers.trace import say

def parse(text):
    say("parsing", text)
    return int(text)

def main(texts):
    with Pool(2) as pool:
        return dict(zip(texts, pool.map(parse, texts)))
""",
    arguments=(["12", "no", "7"],),
    again=lambda random: (
        (texts := [str(random.randrange(100)), "yes"],),
        {texts[0]: int(texts[0]), "yes": "ValueError"},
    ),
    criteria=(
        in_a_pool(),
        ran_in_children("parsing"),
        returns({"12": 12, "no": "ValueError", "7": 7}, "each text has its number or its error"),
        nothing_left_running(),
    ),
    hints=(
        "map gives you all results or one exception. You need a handle for each task.",
        "apply_async(function, (argument,)) returns such a handle; its get() returns the result or raises.",
        """
def main(texts):
    with Pool(2) as pool:
        pending = {text: pool.apply_async(parse, (text,)) for text in texts}
        results = {}
        for text, handle in pending.items():
            try:
                ...
            except ValueError as error:
                ...
    return results
""",
    ),
    solution="""
from multiprocessing import Pool

from helpers.trace import say

def parse(text):
    say("parsing", text)
    return int(text)

def main(texts):
    results = {}
    with Pool(2) as pool:
        pending = {text: pool.apply_async(parse, (text,)) for text in texts}
        for text, handle in pending.items():
            try:
                results[text] = handle.get()
            except ValueError as error:
                results[text] = type(error).__name__
    return results
""",
    explanation="""apply_async returns at once; get() waits, and raises in the parent what was raised in the worker.
It stands inside the with block: at its end the pool is terminated, and a get() after that would wait for ever.""",
    seconds=4,
)
