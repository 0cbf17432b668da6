# refused: at most 4 may

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
    results = Array("i", 8)
    edges = [limit * n // 8 for n in range(9)]
    children = [Process(target=count_part, args=(results, n, edges[n], edges[n + 1])) for n in range(8)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sum(results)
