import time

# solution:
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

# end
from math import isqrt

from helpers.trace import say


def count_primes(start, stop):
    say("counting from", start)
    time.sleep(0.6)
    return sum(n > 1 and all(n % d for d in range(2, isqrt(n) + 1)) for n in range(start, stop))


def fetch(page):
    say("waiting for", page)
    time.sleep(0.3)
    say("fetched", page)


def main(limit, pages):
    half = limit // 2
    # starter:
    # for page in pages:
    #     fetch(page)
    # return count_primes(0, half) + count_primes(half, limit)
    # solution:
    with ThreadPoolExecutor(len(pages)) as threads, ProcessPoolExecutor(2) as processes:
        fetched = threads.map(fetch, pages)
        found = sum(processes.map(count_primes, (0, half), (half, limit)))
        list(fetched)
    return found
