"""What it costs to tell of every message, and what of it travels to the browser."""

import json
import multiprocessing
import subprocess
import sys
import time
from contextlib import contextmanager

from jupyter_client.manager import start_new_kernel

import talkers
import watching
from helpers.live import watch
from timing import alternate, cpu_seconds, quiet, ratio

MESSAGES = 5_000
CALLS = 2_000
MANY = 100_000
METHOD = watching.METHOD

CHAT = """
import multiprocessing, sys
sys.path.insert(0, {folder!r})
import talkers
from helpers.live import watch
context = multiprocessing.get_context({method!r})
with watch():
    own = [context.Queue() for _ in range(20)]
    children = [context.Process(target=talkers.chat, args=(100, 0.04, queue)) for queue in own]
    for child in children:
        child.start()
    for child in children:
        child.join()
"""


def ping_pong():
    """Send half of the messages there, half of them back; return seconds and CPU seconds from the first to the last."""
    context = multiprocessing.get_context(METHOD)
    there, back = context.Queue(), context.Queue()
    player = context.Process(target=talkers.play, args=(there, back))
    player.start()
    there.put(0)
    back.get()
    used, began = cpu_seconds(), time.perf_counter()
    for n in range(MESSAGES // 2):
        there.put(n)
        back.get()
    seconds = time.perf_counter() - began
    there.put(None)
    player.join()
    return seconds, cpu_seconds() - used


@contextmanager
def busy_loop():
    """Keep one core busy with something else."""
    loop = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        loop.kill()
        loop.wait()


def pairs():
    """Return the ratios of the seconds and of the CPU seconds with and without `watch`, of pairs that ran in turn."""
    each = {"on": [], "off": []}  # of the messages alone, without the start and end of the block and the player
    alternate(21, on=lambda: each["on"].append(watched(ping_pong)), off=lambda: each["off"].append(ping_pong()))
    each = {side: found[1:] for side, found in each.items()}  # the first warms up
    return [ratio({side: [one[k] for one in each[side]] for side in each}, "on", "off") for k in (0, 1)]


def call():
    """Append to a manager's list; return seconds from the first call to the last."""
    with multiprocessing.get_context(METHOD).Manager() as manager:
        numbers = manager.list()
        numbers.append(0)
        began = time.perf_counter()
        for n in range(CALLS):
            numbers.append(n)
        return time.perf_counter() - began


def watched(work):
    with quiet(), watch():
        return work()


def rows():
    name = f"`watch` on / off, {MESSAGES:,} messages through two queues and back ({METHOD})"
    wall, cpu = pairs()
    yield name, f"{wall:.2f}x", "at most 1.2x", wall <= 1.2
    yield "the same, CPU time of all processes", f"{cpu:.2f}x", "", None
    with busy_loop():
        wall, cpu = pairs()
    yield "the same beside a busy loop", f"{wall:.2f}x, CPU time {cpu:.2f}x", "", None
    yield "VizTracer on / off, the same messages", watching.peer("ping-pong", __file__), "", None
    calls = {"on": [], "off": []}
    alternate(9, on=lambda: calls["on"].append(watched(call)), off=lambda: calls["off"].append(call()))
    value = ratio(calls, "on", "off")
    yield f"`watch` on / off, {CALLS:,} calls to a manager ({METHOD})", f"{value:.2f}x", "at most 1.3x", value <= 1.3
    each, key = traffic()
    name = "to the browser, 20 processes with 500 messages a second"
    yield name, f"{each / 1000:.0f} KB a second", "at most 100 KB", each <= 100_000
    yield "its last frame, with the whole recording", f"{key / 1000:.0f} KB", "", None
    yield from many()


def traffic():
    """Return bytes a second that one picture sends while its cell runs, and the bytes of its last frame."""
    manager, client = start_new_kernel()
    sizes = []

    def heard(message):
        if message["msg_type"] in {"comm_msg", "comm_open"}:
            sizes.append((time.monotonic(), len(json.dumps(message["content"]))))

    try:
        client.execute_interactive("%load_ext helpers", timeout=60, output_hook=heard)
        sizes.clear()
        code = CHAT.format(folder=talkers.__file__.rpartition("/")[0], method=METHOD)
        reply = client.execute_interactive(code, timeout=120, output_hook=heard)
        assert reply["content"]["status"] == "ok", reply["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    news = [one for one in sizes if one[1] < 100_000][1:-1]  # the first brings the picture's code
    return sum(size for _, size in news) / (news[-1][0] - news[0][0]), sizes[-1][1]


def many():
    """Record more messages than a picture can show."""
    import psutil

    here = psutil.Process()
    reader, writer = multiprocessing.Pipe(duplex=False)
    before = here.memory_info().rss
    with quiet(), watch() as recording:
        for n in range(MANY):
            writer.send(n)
            reader.recv()
        used, began = time.process_time(), time.perf_counter()
    seconds, used = time.perf_counter() - began, time.process_time() - used
    grown = here.memory_info().rss - before
    kept = len(recording.messages)
    yield f"{MANY:,} messages in one block: kept", f"{kept:,}", f"{MANY:,}", kept == MANY
    yield "the same, memory", f"{grown / MANY / 1000:.1f} KB a message", "at most 2 KB", grown <= 2000 * MANY
    yield "the same, to end the block", f"{seconds:.1f} s, CPU time {used:.1f} s", "", None


if __name__ == "__main__":
    print(*{"ping-pong": ping_pong}[sys.argv[1]]())
