"""Get after the block."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([3, 4, 5],),
    again=lambda random: ((numbers := random.sample(range(20, 90), 3),), [number**3 for number in numbers]),
    work="cube",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("cubing", 2),
        criteria.overlapped(),
        criteria.returns([27, 64, 125], "the cubes are right"),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
