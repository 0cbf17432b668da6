"""A small real task: primes, counted in parallel."""

from math import isqrt

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _primes(limit: int) -> int:
    return sum(all(number % divisor for divisor in range(2, isqrt(number) + 1)) for number in range(2, limit))


CHECK = Check(
    work="count_primes",
    arguments=(100_003,),
    again=lambda random: ((limit := random.randrange(5_000, 9_000),), _primes(limit)),
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
