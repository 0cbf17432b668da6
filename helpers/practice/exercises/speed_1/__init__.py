"""Fewer journeys."""

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _total(count: int) -> int:
    return sum(number % 7 for number in range(count))


CHECK = Check(
    arguments=(2000,),
    again=lambda random: (
        (count := 7 * random.randrange(100, 250) + 3,),
        _total(count),
    ),
    work="measure",
    criteria=(
        criteria.ran_in_processes(1),
        criteria.ran_in_children("measuring"),
        criteria.returns(_total(2000), "the sum is right"),
        criteria.in_messages("Queue", 4, 40),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
