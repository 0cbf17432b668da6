"""A picture in shared memory: workers draw ripples into it, each its own rows, and nothing is sent.

Run it in a terminal: python 09_sharing.py
"""

from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory

import numpy as np

HEIGHT, WIDTH, ROWS = 24, 72, 4  # ROWS for each task
SHADES = " .:-=+*#"


def draw(name, first):
    """Draw some rows into the block of this name; this is what the workers run."""
    block = SharedMemory(name=name)
    picture = np.ndarray((HEIGHT, WIDTH), np.uint8, buffer=block.buf)
    y, x = np.mgrid[first : first + ROWS, 0:WIDTH]
    distance = np.hypot(x - WIDTH / 2, 2 * (y - HEIGHT / 2))
    picture[first : first + ROWS] = len(SHADES) / 2 * (0.999 + np.cos(distance / 3))
    del picture  # before the block it looks at
    block.close()


def main():
    block = SharedMemory(create=True, size=HEIGHT * WIDTH)
    try:
        with Pool() as pool:
            pool.starmap(draw, [(block.name, first) for first in range(0, HEIGHT, ROWS)])
            pool.close()
            pool.join()
        picture = np.ndarray((HEIGHT, WIDTH), np.uint8, buffer=block.buf).copy()
    finally:
        block.close()
        block.unlink()  # else it stays when the program has ended
    for row in picture:
        print("".join(SHADES[shade] for shade in row).rstrip())


# A worker imports this file, and must not start a pool of its own.
if __name__ == "__main__":
    main()
