"""A small real task: many jobs, few at a time."""

from helpers.practice.criteria import (
    at_most_at_once,
    in_order,
    named,
    nothing_left_running,
    overlapped,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"movie": 1.4, "letter": 0.1, "photo": 0.1},),
    criteria=(
        ran_in_processes(3, exactly=True),
        named("movie", "letter", "photo"),
        at_most_at_once(2),
        overlapped(2),
        in_order("ready: photo", "ready: movie"),
        returns({"movie": 0, "letter": 0, "photo": 0}, "the exit codes are right"),
        nothing_left_running(),
    ),
)
