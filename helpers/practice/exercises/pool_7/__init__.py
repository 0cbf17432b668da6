"""Callbacks, and an orderly end."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["one", "two", "three"],),
    again=lambda random: (
        (words := random.sample(["red", "green", "black", "blue"], 3),),
        sorted(word[::-1] for word in words),
    ),
    work="turn",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("turning", 2),
        criteria.overlapped(),
        criteria.returns(["eerht", "eno", "owt"], "each result has arrived"),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
