"""A child works on copies."""

from helpers.practice.criteria import (
    all_went_well,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(40, 2),
    again=lambda random: (values := (random.randrange(100), random.randrange(100)), sum(values)),
    criteria=(
        ran_in_processes(1),
        ran_in_children("adding"),
        returns(42, "main(40, 2) returns 42"),
        all_went_well(),
        nothing_left_running(),
    ),
)
