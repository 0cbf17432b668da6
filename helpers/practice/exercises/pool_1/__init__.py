"""Many equal tasks, few processes."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="square",
    arguments=([0, 1, 2, 3, 4, 5, 6, 7],),
    again=lambda random: (
        (numbers := [random.randrange(100) for _ in range(4)],),
        [number * number for number in numbers],
    ),
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("squaring", 2),
        criteria.returns([0, 1, 4, 9, 16, 25, 36, 49], "the list of squares is right"),
        criteria.overlapped(),
        criteria.at_most_at_once(4),
        criteria.nothing_left_running(),
    ),
)
