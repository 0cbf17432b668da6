"""A counter that can't travel with a task."""

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _primes(numbers: list[int]) -> int:
    return sum(number > 1 and all(number % n for n in range(2, number)) for number in numbers)


CHECK = Check(
    arguments=([2, 3, 4, 5, 6, 7],),
    again=lambda random: ((numbers := random.sample(range(2, 40), 6),), _primes(numbers)),
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("testing", 2),
        criteria.overlapped(),
        criteria.in_shared_memory(2, ("Value", "Array")),
        criteria.locked_in_children(4),
        criteria.returns(4, "the number of primes is right"),
        criteria.nothing_left_running(),
    ),
)
