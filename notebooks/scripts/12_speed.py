"""A log that is read as fast as the CPUs allow: pieces of files for a pool, sums as they come.

Run it in a terminal: python 12_speed.py, or with a log of your own: python 12_speed.py access.log
The hour stands in a line as in "27/11/2026:19:35:16"; for another format, change HOUR.
"""

import random
import re
import sys
import tempfile
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

PIECE = 500_000  # bytes
HOUR = re.compile(rb"\d\d/\w+/\d{4}:(\d\d):")


def count_hours(piece):
    """Return how many requests there were in each hour; this is what the workers run."""
    path, start, end = piece
    with open(path, "rb") as file:
        if start:
            file.seek(start - 1)
            file.readline()  # up to here it is the piece before
        text = file.read(max(0, end - file.tell()))
        if text and not text.endswith(b"\n"):
            text += file.readline()  # the last line to its end
    return Counter(HOUR.findall(text))


def pieces_of(paths):
    """Divide files into pieces: path, first byte, end."""
    for path in paths:
        size = Path(path).stat().st_size
        for start in range(0, size, PIECE):
            yield path, start, min(start + PIECE, size)


def write_example(path):
    chance = random.Random(7)  # noqa: S311 - no secret
    hours = chance.choices(range(24), [1] * 7 + [4] * 10 + [9] * 7, k=50_000)
    path.write_text("".join(f"10.0.0.1 27/11/2026:{hour:02}:35:16 /cart 200 48\n" for hour in hours))
    return path


def main(paths):
    total = Counter()
    with Pool() as pool:  # as many workers as CPUs
        for hours in pool.imap_unordered(count_hours, pieces_of(paths)):
            total += hours
    most = max(total.values(), default=1)
    for hour in sorted(total):
        print(f"{hour.decode()} {total[hour]:9,} {'#' * (50 * total[hour] // most)}")


# A worker imports this file, and must not start a pool of its own.
if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1:])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main([write_example(Path(folder) / "example.log")])
