"""A block that is left behind."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="multiply",
    arguments=([1, 2, 3, 50],),
    again=lambda random: ((values := random.sample(range(100), 5),), [2 * value for value in values]),
    criteria=(
        criteria.ran_in_children("multiplying", 1),
        criteria.in_shared_memory(1, ("SharedMemory", "ShareableList")),
        criteria.returns([2, 4, 6, 100], "all bytes are doubled"),
        criteria.all_went_well(),
        criteria.all_closed(),
        criteria.all_unlinked(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
