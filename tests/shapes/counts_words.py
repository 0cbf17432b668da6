"""Arguments, and files named from the folder in which the command is given."""

import argparse
import multiprocessing
from pathlib import Path


def count(file):
    return len(file.read_text(encoding="utf-8").split())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    with multiprocessing.Pool(1) as pool:
        counts = pool.map(count, options.files)
    options.output.write_text(str(counts), encoding="utf-8")
    print(options.quiet, parser.prog, counts)
