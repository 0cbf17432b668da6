"""Runs all notebooks in one kernel, many times, and looks whether anything grows.

python tests/trials/soak.py             # 20 times: an hour or two
python tests/trials/soak.py --times 3
"""

import argparse
import multiprocessing
import sys
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from trials.session import ROOT, Cell, Session, code_cells

WARM = 2  # times, until caches are full
# IPython keeps what every cell has shown and returned until the kernel ends: pictures, plots, recordings.
FORGET = Cell("""from IPython import get_ipython
get_ipython().history_manager.outputs.clear()
get_ipython().displayhook.flush()""")
HEAD = "| time | threads | files | memory (MB) | temp files | processes |\n|---|---|---|---|---|---|"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--method", default=multiprocessing.get_start_method())
    parser.add_argument("--forget", action="store_true", help="empty IPython's own stores of outputs after each time")
    options = parser.parse_args()
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    print(HEAD, flush=True)
    rows = []
    with Session(paths[0], options.method) as session:
        for time in range(1, options.times + 1):
            for path in paths:
                cells = code_cells(path)
                # The last lesson has changed it, and a first cell sets it in a new kernel only.
                again = Cell(f"%start_method {options.method}")
                for cell in [cells[0], again, *cells[1:]]:
                    ended = session.run(cell)
                    if bool(ended) != cell.fails:
                        sys.exit(f"{path.stem}, time {time}: {ended!r} in {cell.source[:300]!r}")
            session.nothing_is_left()
            if options.forget:
                session.run(FORGET)
            rows.append(look(session))
            print(f"| {time} | " + " | ".join(f"{value:,}" for value in rows[-1]) + " |", flush=True)
        session.shut_down()
    first, last = rows[min(WARM, len(rows) - 1)], rows[-1]
    grown = [f"{name} {a} to {b}" for name, a, b in zip(NAMES, first, last, strict=True) if b > a]
    print("grown after the first times:", ", ".join(grown) or "nothing")


NAMES = "threads", "files", "memory", "temp files", "processes"


def look(session):
    """Return threads, open files, memory in MB, temp files, and processes beside the kernel."""
    kernel = psutil.Process(session.pid)
    files = kernel.num_handles() if sys.platform == "win32" else kernel.num_fds()
    return (
        kernel.num_threads(),
        files,
        round(kernel.memory_info().rss / 1e6),
        sum(1 for _ in session.temp.rglob("*")),
        len(session.children()),
    )


if __name__ == "__main__":
    main()
