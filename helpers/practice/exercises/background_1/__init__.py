"""Two processes at the same time."""

from helpers.practice.criteria import all_joined, nothing_left_running, overlapped, ran_in_children, ran_in_processes
from helpers.practice.exercise import Check

CHECK = Check(
    criteria=(
        ran_in_processes(2),
        ran_in_children("tea for", 2),
        overlapped(),
        all_joined(),
        nothing_left_running(),
    ),
)
