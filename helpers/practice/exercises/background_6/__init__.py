"""What can travel."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([1, 2, 3],),
    again=lambda random: ((numbers := random.sample(range(99), 3),), [number * number for number in numbers]),
    work="square_all",
    criteria=(
        criteria.ran_in_processes(1),
        criteria.ran_in_children("squaring"),
        criteria.went_through("Queue", 1, upward=True),
        criteria.returns([1, 4, 9], "the squares have arrived"),
        criteria.all_went_well(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
    seconds=3,
)
