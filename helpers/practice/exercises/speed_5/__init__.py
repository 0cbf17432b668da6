"""A profile of the workers."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([300, 200, 250, 150],),
    again=lambda random: (
        (numbers := [random.randrange(100, 400) for _ in range(4)],),
        sum(numbers),
    ),
    work="work",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("working", 2),
        criteria.overlapped(),
        criteria.returns(900, "the profile has all calls"),
        criteria.nothing_left_running(),
    ),
)
