"""A small real task: count words, and show how far it is."""

from collections import Counter

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="count_words",
    arguments=(["a b", "b c", "a", "c c", "b", "a a"],),
    again=lambda random: (
        (texts := random.sample(["x y", "y z z", "x x x", "z y"], 3),),
        dict(Counter(" ".join(texts).split())),
    ),
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("counting", 2),
        criteria.overlapped(),
        criteria.returns({"a": 4, "b": 3, "c": 3}, "the counts are right"),
        criteria.in_order("1 of 6", "2 of 6", "3 of 6", "4 of 6", "5 of 6", "6 of 6"),
        criteria.said_before("1 of 6", "counting"),
        criteria.nothing_left_running(),
    ),
)
