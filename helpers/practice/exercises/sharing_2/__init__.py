"""Results that arrive without being sent."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="fill",
    arguments=(8,),
    again=lambda random: ((count := 2 * random.randrange(5, 10),), [(n + 1) ** 2 for n in range(count)]),
    criteria=(
        criteria.ran_in_children("filling", 2),
        criteria.overlapped(),
        criteria.in_shared_memory(2),
        criteria.returns([(n + 1) ** 2 for n in range(8)], "all squares are there"),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
