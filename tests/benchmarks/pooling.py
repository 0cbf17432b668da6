"""What a pool makes of the CPUs, beside as many bare processes on the same work."""

import multiprocessing

import talkers
from helpers.ground.facts import usable_cpus
from timing import alternate, ratio

PIECES = 240
WORK = 60_000
METHOD = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


def by_pool(workers):
    """Hand out the pieces in chunks, some for each worker."""
    with multiprocessing.get_context(METHOD).Pool(workers) as pool:
        pool.map(talkers.burn, [WORK] * PIECES, chunksize=PIECES // (4 * workers))


def by_processes(workers):
    """Give each process its share at once."""
    context = multiprocessing.get_context(METHOD)
    share = PIECES // workers
    children = [context.Process(target=talkers.burn_often, args=(share, WORK)) for _ in range(workers)]
    for child in children:
        child.start()
    for child in children:
        child.join()


def rows():
    workers = max(2, usable_cpus())
    seconds = alternate(15, pool=lambda: by_pool(workers), bare=lambda: by_processes(workers))
    value = ratio(seconds, "bare", "pool")
    name = f"CPU-bound work: pool's speed beside {workers} bare processes ({METHOD})"
    yield name, f"{value:.0%}", "at least 90 %", value >= 0.9
