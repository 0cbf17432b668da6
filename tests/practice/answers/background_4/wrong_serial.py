# refused: everything ran in the same process

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
    return count_primes(0, limit)
    results = Array("i", 4)
    edges = [limit * n // 4 for n in range(5)]
    children = [Process(target=count_part, args=(results, n, edges[n], edges[n + 1])) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sum(results)
