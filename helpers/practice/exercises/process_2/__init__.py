"""How did it go? Exit codes."""

from helpers.practice.criteria import nothing_left_running, overlapped, ran_in_processes, returns
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["save", "load", "print"],),
    criteria=(
        ran_in_processes(3),
        returns({"save": 0, "load": 1, "print": 3}, "the exit codes are right"),
        overlapped(3),
        nothing_left_running(),
    ),
)
