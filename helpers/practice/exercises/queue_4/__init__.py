"""Backpressure: a queue that can be full."""

from helpers.practice.criteria import (
    all_went_well,
    at_most_under_way,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(12,),
    again=lambda random: ((number := random.randrange(4, 9),), number),
    criteria=(
        ran_in_processes(2),
        ran_in_children("drawn"),
        returns(12, "all twelve pictures are drawn"),
        # Twelve can pass through so little room only while both work.
        # One more that put() holds in its hand, and one that get() has not told of yet
        at_most_under_way("pictures", 3, slack=2),
        all_went_well(),
        nothing_left_running(),
    ),
)
