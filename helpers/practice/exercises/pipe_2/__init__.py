"""The end of the messages."""

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
    arguments=(["one", "two", "three", "four"],),
    again=lambda random: ((lines := random.sample(["five", "six", "seven", "eight", "nine"], 3),), lines),
    criteria=(
        ran_in_processes(1),
        ran_in_children("telling"),
        returns(["one", "two", "three", "four"], "all lines are there, in order"),
        went_through("Pipe", 4, upward=True),
        all_went_well(),
        nothing_left_running(),
    ),
    seconds=3,
)
