import cProfile
import pstats
import time
from multiprocessing import Pool

from helpers.trace import say


def look_up(number):
    return number * number


def work(number):
    say("working", number)
    time.sleep(0.2)
    return sum(look_up(step) for step in range(number))


def calls(profile, function):
    rows = pstats.Stats(profile).stats.items()
    return sum(row[1] for (_, _, name), row in rows if name == function)


# solution:
def profiled(number):
    profile = cProfile.Profile()
    profile.runcall(work, number)
    return calls(profile, "look_up")


# end
def main(numbers):
    # starter:
    # profile = cProfile.Profile()
    # with Pool(2) as pool:
    #     profile.runcall(pool.map, work, numbers, 1)
    # return calls(profile, "look_up")
    # solution:
    with Pool(2) as pool:
        return sum(pool.map(profiled, numbers, chunksize=1))
