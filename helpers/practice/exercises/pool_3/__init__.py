"""The good chunk size."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="tiny",
    arguments=(2000,),
    again=lambda random: (
        (count := 7 * random.randrange(40, 80) + 3,),
        sum(number % 7 for number in range(count)),
    ),
    criteria=(
        criteria.in_a_pool(),
        criteria.returns(sum(number % 7 for number in range(2000)), "the sum is right"),
        criteria.pieces("tiny", 4, 40),
        criteria.nothing_left_running(),
    ),
)
