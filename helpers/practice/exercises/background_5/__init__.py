"""Choose threads or processes."""

from math import isqrt

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _primes(limit: int) -> int:
    return sum(all(number % divisor for divisor in range(2, isqrt(number) + 1)) for number in range(2, limit))


CHECK = Check(
    arguments=(20_000, ["home", "news", "mail"]),
    again=lambda random: ((limit := random.randrange(3_000, 9_000), ["one", "two"]), _primes(limit)),
    work="count_primes",
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("counting", 2),
        criteria.said_by_main("waiting for", "what only waits is done by threads of main"),
        criteria.in_order("waiting for", "fetched"),
        criteria.overlapped(),
        criteria.returns(2262, "the number of primes is right"),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
)
