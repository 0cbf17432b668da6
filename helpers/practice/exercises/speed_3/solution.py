import time
from multiprocessing import Pool

from helpers.trace import say


def render(pages):
    say("rendering", pages)
    time.sleep(0.05 * pages)
    return f"{pages} pages"


def main(sizes):
    # starter:
    # with Pool(2) as pool:
    #     return pool.map(render, sizes)
    # solution:
    longest_first = sorted(sizes, reverse=True)
    with Pool(2) as pool:
        found = dict(zip(longest_first, pool.map(render, longest_first, chunksize=1)))
    return [found[pages] for pages in sizes]
