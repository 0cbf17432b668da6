"""Made-up frames."""

DASH = "\u2013"

TIMES = "\u00d7"

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def process(number, *spans, name=None, parent="0", use=(), ticks=(), **fields):
    given = {"id": number, "name": name or number, "pid": None, "parent": parent, "system_parent": parent}
    given |= {"role": "worker", "detail": "", "method": "spawn", "started": spans[0][0] if spans else 0}
    given |= {"ended": None, "outcome": None, "failed": False}
    lists = {"spans": spans, "use": use, "ticks": ticks}
    return {**given, **fields, **{field: {"from": 0, "add": list(items)} for field, items in lists.items()}}


LISTS = "objects", "messages", "waits", "holds", "tasks", "futures", "levels", "counts"


def key_frame(*processes, seq=0, now=4, live=False, **meta):
    lists = {field: meta.pop(field) for field in LISTS if field in meta}
    return {"seq": seq, "key": True, "now": now, "live": live, "meta": meta, "processes": list(processes), **lists}


def news(seq, *processes, now=5, **lists):
    return {"seq": seq, "key": False, "now": now, "live": True, "processes": list(processes), **lists}


KERNEL = process("0", [0, 0.5, "running"], [0.5, None, "waiting"], name="notebook kernel", parent=None, role="kernel")

TRACKER = process("t", [0.1, None, "waiting"], name="resource tracker", role="resource tracker")

SERVER = process("s", [0.2, None, "waiting"], name="fork server", role="fork server")

QUICK = process(
    "0.1", [1, 1.5, "starting"], [1.5, 2, "running"], [2, 2.5, "waiting"], [2.5, 3, "zombie"],
    name="quick", pid=8043, ended=2.5, outcome="exit 0", ticks=[[1.6, "hello"], [1.9, "bye"]],
    use=[[1.5, 0, 9_000_000], [2, 98, 18_000_000]],
)  # fmt: skip

KILLED = process(
    "0.2", [1.2, 2.9, "running"], [2.9, None, "zombie"], name="killed", ended=2.9, outcome="SIGKILL", failed=True
)

ALIVE = process("0.3", [1.4, None, "running"], name="alive")

STORY = key_frame(KERNEL, TRACKER, QUICK, KILLED, ALIVE)

UNDER_FORKSERVER = key_frame(
    KERNEL,
    SERVER,
    process("0.1", [1, None, "running"], system_parent="s"),
    process("0.1.1", [2, None, "running"], parent="0.1", system_parent="s"),
)

MAKER = process("m", [0.5, None, "running"], name="maker")

TAKER = process("k", [0.5, None, "waiting"], name="taker")

TASKS = ["q", "tasks", "Queue", 5]

LOCK = ["l", "shelf", "Lock", None]

TALK = key_frame(
    KERNEL, MAKER, TAKER,
    objects=[TASKS, LOCK, ["pool", "pool", "Pool", None]],
    messages=[
        [1, "q", "m", "k", 1, 1.138, 31, "('thumb', 17)", None], [2, "q", "m", "k", 1.5, 2.5, 8, "late", None],
        [3, "q", "m", None, 3, None, 7, "lost", None], [4, "q", "m", None, 3.5, None, None, "bad", "PicklingError"],
    ],
    waits=[[1, "k", 0.6, 1.138, "get", "tasks", "q"], [2, "k", 1.2, 2.5, "get", "tasks", "q"],
           [3, "k", 2.6, None, "acquire", "shelf", "l"], [4, "0", 0.6, None, "join", "maker", None]],
    holds=[[1, "m", 0.8, None, "l"]],
    tasks=[[1, "m", 1, 2, "square", 1, 3, 5, None], [2, "m", 2, 3, "root", 2, 0, None, "ValueError: -1"]],
    levels={"q": {"from": 0, "add": [[1, 1], [1.138, 0], [1.5, 1], [2.5, 0], [3, 1]]}},
)  # fmt: skip


def pool(size):
    workers = [process(f"0.{n}", [1, None, "waiting"], name=f"Worker-{n}", role="pool worker") for n in range(size)]
    return key_frame(KERNEL, *workers)
