"""Many equal tasks, few processes."""

from helpers.practice.criteria import at_most_at_once, in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([0, 1, 2, 3, 4, 5, 6, 7],),
    again=lambda random: (
        (numbers := [random.randrange(100) for _ in range(4)],),
        [number * number for number in numbers],
    ),
    criteria=(
        in_a_pool(),
        ran_in_children("squaring", 2),
        returns([0, 1, 4, 9, 16, 25, 36, 49], "the list of squares is right"),
        at_most_at_once(4),
        nothing_left_running(),
    ),
)
