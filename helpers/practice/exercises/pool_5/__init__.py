"""Functions with several arguments."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([(2, 3), (4, 5), (6, 7)],),
    again=lambda random: (
        (sizes := [(random.randrange(9), random.randrange(9)) for _ in range(3)],),
        [a * b for a, b in sizes],
    ),
    work="area",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("measuring", 2),
        criteria.overlapped(),
        criteria.returns([6, 20, 42], "the areas are right"),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
