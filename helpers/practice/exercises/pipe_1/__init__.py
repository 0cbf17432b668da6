"""Ask and answer."""

from helpers.practice.criteria import (
    all_went_well,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(21,),
    again=lambda random: ((number := random.randrange(100),), 2 * number),
    criteria=(
        ran_in_processes(1),
        ran_in_children("doubling"),
        returns(42, "main(21) returns 42"),
        went_through("Pipe", 1, upward=True),
        all_went_well(),
        nothing_left_running(),
    ),
    seconds=3,
)
