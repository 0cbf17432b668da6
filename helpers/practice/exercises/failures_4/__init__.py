"""A daemon with children."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["north", "south"],),
    again=lambda random: ((parts := random.sample(["east", "west", "up", "down"], 3),), sorted(map(len, parts))),
    criteria=(
        criteria.ran_in_processes(3),
        criteria.named("manager"),
        criteria.ran_in_children("measuring", 2),
        criteria.exit_codes({"manager": 0}),
        criteria.overlapped(2),
        criteria.returns([5, 5], "each part is measured"),
        criteria.nothing_left_running(),
    ),
)
