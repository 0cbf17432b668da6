"""A pool that computes: draws the Mandelbrot set and shows how far it is.

Run it in a terminal: python 05_pool.py
"""

from multiprocessing import Pool

WIDTH, HEIGHT, STEPS = 72, 24, 300


def draw_row(number):
    """Return one row of the picture; this is what the workers run."""
    row = ""
    for column in range(WIDTH):
        point = complex(-2.1 + 2.9 * column / WIDTH, -1.2 + 2.4 * number / (HEIGHT - 1))
        z, steps = 0j, 0
        while abs(z) < 2 and steps < STEPS:
            z = z * z + point
            steps += 1
        row += "#" if steps == STEPS else "." if steps > 5 else " "
    return number, row


def main():
    rows = {}
    with Pool() as pool:  # as many workers as CPUs
        for number, row in pool.imap_unordered(draw_row, range(HEIGHT)):
            rows[number] = row
            print(f"\r{len(rows)} of {HEIGHT} rows", end="", flush=True)
        pool.close()  # no more tasks
        pool.join()  # wait until every worker has ended
    print()
    print("\n".join(rows[number].rstrip() for number in range(HEIGHT)))


# A worker imports this file, and must not start a pool of its own.
if __name__ == "__main__":
    main()
