"""Counts the words of all text files in a folder, in as many processes as there are CPUs.

Run it in a terminal: python 06_summary.py FOLDER
"""

import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path


def count_files(paths):
    """Return how often each word occurs in these files; this is what the workers run."""
    total = Counter()
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        total.update(re.findall(r"\b[a-z]{2,}\b", text.lower()))
    return total


def main(folder, shares=8):
    paths = [path for path in sorted(folder.rglob("*.*")) if path.suffix in {".txt", ".md", ".py"}]
    total = Counter()
    with ProcessPoolExecutor() as executor:  # as many workers as CPUs
        futures = [executor.submit(count_files, paths[number::shares]) for number in range(shares)]  # all first ...
        for future in as_completed(futures):  # ... then the results, as they come; an error is raised here
            total.update(future.result())
    for word, number in sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
        print(f"{number:8} {word}")


# A worker imports this file, and must not start an executor of its own.
if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
