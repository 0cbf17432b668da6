"""A small real task: count words, and show how far it is."""

from helpers.practice.criteria import (
    in_a_pool,
    in_order,
    nothing_left_running,
    ran_in_children,
    returns,
    said_before,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["a b", "b c", "a", "c c", "b", "a a"],),
    criteria=(
        in_a_pool(),
        ran_in_children("counting", 2),
        returns({"a": 4, "b": 3, "c": 3}, "the counts are right"),
        in_order("1 of 6", "2 of 6", "3 of 6", "4 of 6", "5 of 6", "6 of 6"),
        said_before("1 of 6", "counting"),
        nothing_left_running(),
    ),
)
