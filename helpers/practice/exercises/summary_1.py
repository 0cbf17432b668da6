"""The executor."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="summary-1",
    title="The executor",
    goal="""Do the same work with **a `ProcessPoolExecutor`** of two workers. `main(["kel", "tim", "ada"])` returns
`{"kel": "KEL", "tim": "TIM", "ada": "ADA"}`.""",
    starter="""
import time
from concurrent.futures import ProcessPoolExecutor

from helpers.trace import say

def shout(name):
    say("shouting", name)
    time.sleep(0.3)
    return name.upper()

def main(names):
    return {name: shout(name) for name in names}
""",
    arguments=(["kel", "tim", "ada"],),
    again=lambda random: (
        (names := random.sample(["bob", "eve", "tom", "ann"], 2),),
        {name: name.upper() for name in names},
    ),
    criteria=(
        in_a_pool("executor worker", "an executor did the work"),
        ran_in_children("shouting", 2),
        returns({"kel": "KEL", "tim": "TIM", "ada": "ADA"}, "each name has its result"),
        nothing_left_running(),
    ),
    hints=(
        "An executor is used much like a pool: in a with block, with a map.",
        "with ProcessPoolExecutor(2) as executor: and executor.map, which gives results in order.",
        """
def main(names):
    with ProcessPoolExecutor(2) as executor:
        return dict(zip(names, ...))
""",
    ),
    solution="""
import time
from concurrent.futures import ProcessPoolExecutor

from helpers.trace import say

def shout(name):
    say("shouting", name)
    time.sleep(0.3)
    return name.upper()

def main(names):
    with ProcessPoolExecutor(2) as executor:
        return dict(zip(names, executor.map(shout, names)))
""",
    explanation="""map of an executor returns an iterator, in the order of the names. At its end, with waits for
what was submitted; the with of a Pool terminates.""",
)
