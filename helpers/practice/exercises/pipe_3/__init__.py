"""Who is first? Several pipes at once."""

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
    arguments=({"slow": 0.9, "quick": 0.1, "middle": 0.5},),
    criteria=(
        ran_in_processes(3),
        ran_in_children("answer of", 3),
        returns(["quick", "middle", "slow"], "the names are in the order of arrival"),
        went_through("Pipe", 3, upward=True),
        overlapped(3),
        all_went_well(),
        nothing_left_running(),
    ),
)
