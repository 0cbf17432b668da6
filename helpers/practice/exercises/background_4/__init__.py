"""A small real task: primes, counted in parallel."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(100_003,),
    criteria=(
        criteria.returns(9592, "main(100_003) returns 9592"),
        criteria.ran_in_processes(2),
        criteria.ran_in_children("counting", 2),
        criteria.overlapped(),
        criteria.at_most_at_once(4),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
)
