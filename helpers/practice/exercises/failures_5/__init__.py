"""An exception that gets stuck."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([4, 0, 2],),
    again=lambda random: (
        (numbers := [random.randrange(1, 9), 0, random.randrange(1, 9), 0],),
        [{"result": 840 // n} if n else {"error": "BadNumber", "number": 0} for n in numbers],
    ),
    work="share",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("sharing"),
        criteria.returns(
            [{"result": 210}, {"error": "BadNumber", "number": 0}, {"result": 420}],
            "each number has its result or error",
        ),
        criteria.overlapped(),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
