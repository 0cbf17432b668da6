"""Several consumers, and how they learn that the work is done."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([0, 1, 2, 3, 4, 5, 6, 7],),
    again=lambda random: (
        (numbers := [random.randrange(100) for _ in range(4)],),
        sorted(number * number for number in numbers),
    ),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("squaring", 2),
        criteria.returns([0, 1, 4, 9, 16, 25, 36, 49], "all eight squares are there"),
        criteria.went_through("Queue", 8, upward=True, values=[0, 1, 4, 9, 16, 25, 36, 49]),
        criteria.overlapped(),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=5,
)
