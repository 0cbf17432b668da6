"""A small real task: start it again until it works."""

from helpers.practice.criteria import (
    exit_codes,
    named,
    nothing_left_running,
    one_after_the_other,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Check

CHECK = Check(
    criteria=(
        ran_in_processes(3, exactly=True, goal="3 processes were started, as many as needed"),
        named("attempt-1", "attempt-2", "attempt-3"),
        one_after_the_other(),
        exit_codes({"attempt-3": 0}),
        returns(3, "main() returns 3"),
        nothing_left_running(),
    ),
)
