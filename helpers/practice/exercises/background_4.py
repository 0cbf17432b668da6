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
from helpers.practice.exercise import Exercise

EXERCISE = Exercise(
    id="background-4",
    title="Primes in parallel",
    goal="""`count_primes(start, stop)` counts prime numbers, and only the CPU limits it. Share the work of
`main(100_003)` among **two to four child processes that run at the same time**, and return the sum.""",
    starter="""
from math import isqrt
from multiprocessing import Process

from helpers.trace import say

def is_prime(number):
    return number > 1 and all(number % divisor for divisor in range(2, isqrt(number) + 1))

def count_primes(start, stop):
    say("counting from", start, "to", stop)
    return sum(map(is_prime, range(start, stop)))

def main(limit):
    return count_primes(0, limit)
""",
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
    hints=(
        "Cut the range into parts without a gap and without an overlap. Each child needs a place for its result.",
        'Array("i", 4) makes four whole numbers in shared memory: a place for each child. No lock is needed then.',
        """
def count_part(results, index, start, stop):
    results[index] = count_primes(start, stop)

def main(limit):
    results = Array("i", 4)
    edges = [limit * n // 4 for n in range(5)]
    children = [Process(target=count_part, args=(results, n, ..., ...)) for n in range(4)]
    ...
    return sum(results)
""",
    ),
    solution="""
from math import isqrt
from multiprocessing import Array, Process

from helpers.trace import say

def is_prime(number):
    return number > 1 and all(number % divisor for divisor in range(2, isqrt(number) + 1))

def count_primes(start, stop):
    say("counting from", start, "to", stop)
    return sum(map(is_prime, range(start, stop)))

def count_part(results, index, start, stop):
    results[index] = count_primes(start, stop)

def main(limit):
    results = Array("i", 4)
    edges = [limit * n // 4 for n in range(5)]
    children = [Process(target=count_part, args=(results, n, edges[n], edges[n + 1])) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sum(results)
""",
    explanation="""The edges 0, 25000, 50001, ... leave no gap, also if the limit can't be divided by four. Each
child writes into its own place, so nobody needs a lock. The last part takes longest, as larger numbers have more
divisors to try: smaller parts, handed out one by one, would be fairer. That is what a pool does (lesson 05).""",
)
