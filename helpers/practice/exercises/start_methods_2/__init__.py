"""What can be handed to a child."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([3, 1, 2],),
    again=lambda random: ((numbers := random.sample(range(10, 99), 3),), [number * 10 for number in numbers]),
    work="grow",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("growing", 2),
        criteria.overlapped(),
        criteria.returns([30, 10, 20], "the numbers are right"),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
