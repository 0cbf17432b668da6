"""What watching costs the watched code, beside VizTracer on the same work."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import workers
from helpers.live import watch
from timing import alternate, cpu_seconds, quiet, ratio

TASKS = 200


def burn(n):
    total = 0
    for i in range(n):
        total += i
    return total


def pool_work():
    import multiprocessing

    with multiprocessing.get_context(METHOD).Pool(2) as pool:
        pool.map(burn, [60_000] * TASKS, chunksize=1)


def process_work():
    import multiprocessing

    context = multiprocessing.get_context(METHOD)
    for _ in range(TASKS // 4):
        batch = [context.Process(target=workers.square, args=(2,)) for _ in range(4)]
        for child in batch:
            child.start()
        for child in batch:
            child.join()


METHOD = "fork" if os.name == "posix" else "spawn"
WORK = {"pool": pool_work, "processes": process_work}
NAMES = {"pool": "pool of 200 short tasks", "processes": "200 short processes"}
LIMITS = {"pool": 1.05, "processes": 1.25}
PAIRS = 7


def watched(work):
    with quiet(), watch():
        work()


def in_a_script(kind, *prefix, file=__file__):
    """Run the work in a script of its own; return seconds and CPU seconds as the script measured them."""
    command = [sys.executable, *prefix, file, kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": PATH})
    return [float(word) for word in done.stdout.split()[-2:]]


def ratios(kind, *prefix, file=__file__):
    """Return the ratios of the seconds and of the CPU seconds with a prefix and without, of pairs that ran in turn."""
    pairs = [(in_a_script(kind, *prefix, file=file), in_a_script(kind, file=file)) for _ in range(PAIRS)]
    return [statistics.median(on[k] / off[k] for on, off in pairs) for k in (0, 1)]


PATH = os.pathsep.join([str(Path(__file__).parent.parent), str(Path(__file__).parent)])


def rows():
    for kind, limit in LIMITS.items():
        used = {}
        seconds = alternate(15, used, on=lambda k=kind: watched(WORK[k]), off=WORK[kind])
        value = ratio(seconds, "on", "off")
        name = f"`watch` on / off, {NAMES[kind]} ({METHOD})"
        yield name, f"{value:.2f}x", f"at most {limit}x", value <= limit
        yield "the same, CPU time of all processes", f"{ratio(used, 'on', 'off'):.2f}x", "", None
        yield f"VizTracer on / off, the same {kind}", peer(kind), "", None


def peer(kind, file=__file__):
    """Return VizTracer's ratios on the same work, or why there are none."""
    try:
        import viztracer  # noqa: F401
    except ImportError:
        return "VizTracer is not installed (group `bench`, Python up to 3.14)"
    with tempfile.TemporaryDirectory() as folder:
        trace = ["-m", "viztracer", "--log_multiprocess", "--quiet", "-o", f"{folder}/trace.json", "--"]
        wall, cpu = ratios(kind, *trace, file=file)
    return f"{wall:.2f}x, CPU time {cpu:.2f}x"


if __name__ == "__main__":
    used, began = cpu_seconds(), time.perf_counter()
    WORK[sys.argv[1]]()
    print(time.perf_counter() - began, cpu_seconds() - used)
