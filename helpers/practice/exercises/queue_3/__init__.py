"""Several consumers, and how they learn that the work is done."""

from helpers.practice.criteria import (
    all_went_well,
    nothing_left_running,
    overlapped,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([0, 1, 2, 3, 4, 5, 6, 7],),
    again=lambda random: (
        (numbers := [random.randrange(100) for _ in range(4)],),
        sorted(number * number for number in numbers),
    ),
    criteria=(
        ran_in_processes(2),
        ran_in_children("squaring", 2),
        returns([0, 1, 4, 9, 16, 25, 36, 49], "all eight squares are there"),
        went_through("Queue", 8, upward=True),
        overlapped(),
        all_went_well(),
        nothing_left_running(),
    ),
    seconds=5,
)
