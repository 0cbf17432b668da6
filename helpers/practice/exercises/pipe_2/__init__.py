"""The end of the messages."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="tell",
    arguments=(["one", "two", "three", "four"],),
    again=lambda random: ((lines := random.sample(["five", "six", "seven", "eight", "nine"], 3),), lines),
    criteria=(
        criteria.ran_in_processes(1),
        criteria.ran_in_children("telling"),
        criteria.returns(["one", "two", "three", "four"], "all lines are there, in order"),
        criteria.went_through("Pipe", 4, upward=True),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=3,
)
