"""A small real task: primes, counted in parallel."""

from helpers.practice.criteria import (
    all_went_well,
    at_most_at_once,
    nothing_left_running,
    overlapped,
    ran_in_children,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(100_003,),
    criteria=(
        returns(9592, "main(100_003) returns 9592"),
        ran_in_processes(2),
        ran_in_children("counting", 2),
        overlapped(),
        at_most_at_once(4),
        all_went_well(),
        nothing_left_running(),
    ),
)
