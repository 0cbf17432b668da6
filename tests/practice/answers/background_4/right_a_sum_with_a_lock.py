from math import isqrt
from multiprocessing import Process, Value

from helpers.trace import say


def is_prime(number):
    return number > 1 and all(number % divisor for divisor in range(2, isqrt(number) + 1))


def count_primes(start, stop):
    say("counting from", start, "to", stop)
    return sum(map(is_prime, range(start, stop)))


def count_part(results, index, start, stop):
    found = count_primes(start, stop)
    with results.get_lock():
        results.value += found


def main(limit):
    results = Value("i", 0)
    edges = [limit * n // 4 for n in range(5)]
    children = [Process(target=count_part, args=(results, n, edges[n], edges[n + 1])) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return results.value
