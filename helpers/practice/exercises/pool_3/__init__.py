"""The good chunk size."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, pieces, returns
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(2000,),
    criteria=(
        in_a_pool(),
        returns(sum(number % 7 for number in range(2000)), "the sum is right"),
        pieces("tiny", 4, 40),
        nothing_left_running(),
    ),
)
