"""Backpressure: a queue that can be full."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(12,),
    again=lambda random: ((number := random.randrange(4, 9),), number),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("drawn"),
        criteria.returns(12, "all twelve pictures are drawn"),
        # Twelve can pass through so little room only while both work.
        # One more that put() holds in its hand, and one that get() has not told of yet
        criteria.at_most_under_way("pictures", 3, slack=2),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
)
