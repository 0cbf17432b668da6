"""Listing 5: a pool's map and imap.

It has five processes for two names, of which most have nothing to do (lesson 05).
"""

from multiprocessing import Pool


def shout(name):
    return name.upper()


if __name__ == "__main__":
    with Pool(5) as pool:
        print(pool.map(shout, ["kel", "smile"]))
        for result in pool.imap(shout, ["kel", "smile"]):
            print(result)
