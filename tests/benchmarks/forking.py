"""How many children hang that are started in a notebook's kernel, which has threads; and what a start costs."""

import json
import multiprocessing
import re
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil
from jupyter_client.manager import start_new_kernel

HERE = Path(__file__).parent
LIMIT, LATE = 100, 90  # seconds for one case; the kernel writes where it is shortly before
IN_FORK = r'popen_fork.py", line \d+ in _launch\n.*popen_fork.py", line \d+ in __init__'  # the frame that calls os.fork
BEGIN = f"""
import sys
sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent)!r}]
import faulthandler, json, multiprocessing
import forkers, timing
from helpers.live import watch
forkers.multiply()
faulthandler.dump_traceback_later({LATE}, file=open(STACKS, "w"))
"""
MANY = """
context = multiprocessing.get_context({method!r})
with forkers.threads({threads}, forkers.{function}), watch():
    counts = forkers.start_many(context, forkers.{function}, {number})
print("COUNTS", json.dumps(counts), flush=True)
"""
RATIOS = """
contexts = [multiprocessing.get_context(method) for method in multiprocessing.get_all_start_methods()]
seconds = timing.alternate(30, **{one.get_start_method(): lambda one=one: forkers.start_one(one) for one in contexts})
ratios = [timing.ratio(seconds, method, "fork") for method in ("forkserver", "spawn")]
print("COUNTS", json.dumps(ratios), flush=True)
"""
CASES = [  # what goes on, function, threads that call it while the children are started, children
    ("as in a lesson: children say a line, under `watch`", "work", 0, 1000),
    ("four threads and the children print", "print_line", 4, 1000),
    ("a thread and the children log (`logging`)", "log_line", 1, 200),
    ("a thread and the children write to a file that their module keeps open", "write_line", 1, 200),
    ("a thread and the children take a lock of their module", "take_lock", 1, 200),
    ("a thread and the children compute with numpy", "multiply", 1, 50),
]


def rows():
    methods = [method for method in ("fork", "forkserver") if method in multiprocessing.get_all_start_methods()]
    if len(methods) < 2:
        return
    for what, function, threads, number in CASES:
        counts = {}
        for method in methods:
            code = MANY.format(method=method, threads=threads, function=function, number=number)
            counts[method] = in_a_kernel(code)
        told = ", ".join(f"{method} {tell(counts[method])}" for method in methods)
        good = counts["forkserver"][1:] == [0, 0]
        yield f"children that hang; {what}", told, "forkserver: none", good
    forkserver, spawn = in_a_kernel(RATIOS)
    yield (
        "start to end of a child that does nothing, in a kernel: forkserver / fork, spawn / fork",
        f"{forkserver:.1f}x, {spawn:.1f}x",
        "",
        None,
    )


def tell(counts):
    """Return counts in words."""
    if isinstance(counts, str):
        return counts
    started, hung, failed = counts
    return f"{hung} of {started}" + (f" ({failed} failed)" if failed else "")


def in_a_kernel(code):
    """Run code in a fresh kernel; return what it tells, or a few words if it does not come to an end."""
    with tempfile.TemporaryDirectory() as folder:
        stacks = Path(folder) / "stacks.txt"
        try:
            return run(f"STACKS = {str(stacks)!r}" + BEGIN, code)
        except TimeoutError:
            where = "in os.fork" if re.search(IN_FORK, stacks.read_text()) else "elsewhere"
            return f"the kernel itself hung, {where}"


def run(*cells):
    """Run cells in a kernel that is ended afterwards with all its children; return what it tells."""
    manager, client = start_new_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    kernel = psutil.Process(manager.provisioner.pid)
    printed = []

    def hook(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
        if message["msg_type"] == "error":
            raise RuntimeError("\n".join(message["content"]["traceback"]))

    try:
        for cell in cells:
            client.execute_interactive(cell, output_hook=hook, timeout=LIMIT)
    finally:
        family = kernel.children(recursive=True)  # a kernel that hangs does not end its children
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
    return json.loads("".join(printed).rpartition("COUNTS")[2].partition("\n")[0])
