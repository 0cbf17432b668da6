"""A thousand watch blocks in one kernel: nothing grows."""

import json

from jupyter_client.manager import start_new_kernel

BLOCK = """
import gc, json, multiprocessing, os, tempfile, threading, time, psutil
from helpers.live import watch
from helpers.workers.process import shout
me = psutil.Process()
def block():
    with watch():
        context = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")
        child = context.Process(target=shout, args=("kel",))
        child.start(); child.join()
def level():
    time.sleep(12)  # ipykernel closes the sockets of threads that have ended every 10 s
    gc.collect()
    return dict(threads=threading.active_count(), files=me.num_fds() if os.name == "posix" else me.num_handles(),
                folders=sum(name.startswith("watch-") for name in os.listdir(tempfile.gettempdir())),
                memory=me.memory_info().rss)
"""
BLOCKS, WARM_UP = 1000, 800


def rows():
    manager, client = start_new_kernel()
    try:
        run(client, BLOCK)
        before = measure(client, WARM_UP)
        after = measure(client, BLOCKS)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    for what in ("threads", "files", "folders"):
        grown = after[what] - before[what]
        yield f"{BLOCKS} watch blocks in one kernel: more {what}", str(grown), "0", grown <= 0
    grown = (after["memory"] - before["memory"]) / BLOCKS
    yield (
        f"{BLOCKS} watch blocks in one kernel: memory",
        f"{grown / 1024:.1f} KB a block",
        "0 (at most 2 KB)",
        grown < 2048,
    )


def measure(client, blocks):
    for _ in range(blocks // 200):
        run(client, "for _ in range(200): block()")
    return json.loads(run(client, "print('LEVEL', json.dumps(level()))").rpartition("LEVEL")[2])


def run(client, code):
    """Run a cell and return what it printed."""
    printed = []

    def hook(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
        if message["msg_type"] == "error":
            raise RuntimeError("\n".join(message["content"]["traceback"]))

    client.execute_interactive(code, output_hook=hook, timeout=600)
    return "".join(printed)
