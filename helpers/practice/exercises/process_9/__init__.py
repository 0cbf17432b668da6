"""No orphans."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["north", "south"],),
    again=lambda random: ((random.sample(["up", "down", "left"], 2),), 0),
    criteria=(
        criteria.ran_in_processes(3),
        criteria.named("head"),
        criteria.ran_in_children("digging", 2),
        criteria.overlapped(),
        criteria.nothing_left_running(),
        criteria.exit_codes({"head": 0}),
        criteria.all_went_well(),
        criteria.returns(0, "main returns the exit code of head"),
    ),
)
