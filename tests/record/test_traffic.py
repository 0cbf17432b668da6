"""Who sent what to whom, who waited for what, who worked on what."""

from __future__ import annotations

import json
import multiprocessing
import re
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise

import pytest

import talking
from helpers.live import watch
from helpers.record import ledger
from helpers.show import courier
from helpers.trace import pipes, queueing, tape, wraps
from watched import SOON, names_of, start, told, until, waits

# --- worked examples ------------------------------------------------------------------------------------------------


def test_producers_and_consumers(method):
    """Of each item it is told who put it, who got it and what it was, with several producers and consumers."""
    with watch() as recording:
        tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
        producers = [start(talking.produce, range(n, n + 20), tasks, name=f"producer-{n}") for n in (0, 100, 200)]
        consumers = [start(talking.consume, tasks, results, name=f"consumer-{n}") for n in range(2)]
        for process in producers:
            process.join()
        for _ in consumers:
            tasks.put(None)
        got = [results.get(timeout=SOON) for _ in range(60)]
        for process in consumers:
            process.join()
    messages = told(recording, "tasks")
    assert sorted(int(text) for _, _, text in messages if text != "None") == sorted(got)
    assert all(f"{int(text) // 100}00".lstrip("0") in sender for sender, _, text in messages if text != "None")
    assert {receiver for _, receiver, _ in messages} == {"consumer-0", "consumer-1"}
    assert [sender for sender, _, text in messages if text == "None"] == ["main", "main"]
    assert {receiver for _, receiver, _ in told(recording, "results")} == {"main"}
    assert sum(receiver == "consumer-0" for _, receiver, _ in messages) - 1 == sum(
        sender == "consumer-0" for sender, _, _ in told(recording, "results")
    )
    assert all(one.received >= one.sent and one.bytes > 0 for one in recording.messages)


def test_back_pressure(method):
    """A producer that is faster waits in `put` for a full queue, whose level never exceeds its capacity."""
    with watch() as recording:
        tasks = multiprocessing.Queue(maxsize=2)
        consumer = start(talking.consume_slowly, 0.02, tasks, name="slow")
        producer = start(talking.produce, [*range(8), None], tasks, name="fast")
        producer.join()
        consumer.join()
    assert "tasks" in waits(recording, "fast", "put")
    [queue] = [thing for thing in recording.objects if thing.name == "tasks"]
    assert (queue.kind, queue.capacity) == ("Queue", 2)
    assert max(level for _, level in queue.levels) == 2


def test_join_before_drain_is_readable(method):
    """The child waits for a reader, the parent for the child: both can be read off."""
    with watch() as recording:
        results = multiprocessing.Queue()
        child = start(talking.fill, 1_000_000, results, name="child")
        until(lambda: waits(recording, "child", "flush") == ["results"])
        joiner = threading.Thread(target=child.join, daemon=True)
        joiner.start()
        until(lambda: waits(recording, "main", "join") == ["child"])
        stuck = [one for one in recording.waits if one.end is None and one.operation in {"join", "flush"}]
        assert {(one.operation, one.object) for one in stuck} == {("join", "child"), ("flush", "results")}
        results.get()
        joiner.join(SOON)
    [message] = recording.messages
    assert message.bytes > 1_000_000
    assert message.received is not None


def test_request_and_reply(method):
    """Both directions of a duplex pipe are told apart, and the pipe is named for both of its ends."""
    with watch() as recording:
        here, there = multiprocessing.Pipe()
        server = start(talking.reply, there, name="server")
        there.close()
        for word in ("ha", "ho"):
            here.send(word)
            here.recv()
        here.close()
        server.join(0.2)  # under fork it has a copy of our end, and waits on
        server.kill()
        server.join()
    assert told(recording) == [
        ("main", "server", "'ha'"), ("server", "main", "'haha'"),
        ("main", "server", "'ho'"), ("server", "main", "'hoho'"),
    ]  # fmt: skip
    assert {one.object for one in recording.messages} == {"here \N{EN DASH} there"}
    assert "here \N{EN DASH} there" in waits(recording, "server", "recv")


def test_chunk_sizes(method):
    """A chunk of `Pool.map` is one task that tells how many items it has and where it stands in its job."""
    with watch() as recording, multiprocessing.Pool(2) as pool:
        pool.map(talking.fail_on_three, [0, 1, 2, 4, 5], chunksize=2)
    tasks = sorted(recording.tasks, key=lambda task: task.index)
    assert [(task.function, task.items, task.index, task.object) for task in tasks] == [
        ("fail_on_three", 2, 0, "pool"), ("fail_on_three", 2, 1, "pool"), ("fail_on_three", 1, 2, "pool"),
    ]  # fmt: skip
    assert {task.job for task in tasks} == {0}
    roles = {process.id: process.role for process in recording.processes}
    assert {roles[task.process] for task in tasks} == {"pool worker"}
    assert all(task.end is not None and task.error is None for task in tasks)


def test_get_in_the_loop_is_serial(method):
    """With `get` in the loop that submits, no task begins before the one before has ended, and each is waited for."""
    with watch() as recording, multiprocessing.Pool(2) as pool:
        for _ in range(4):
            pool.apply_async(talking.nap, (0.02,)).get()
    tasks = sorted(recording.tasks, key=lambda task: task.start)
    assert [task.job for task in tasks] == [0, 1, 2, 3]
    assert all(before.end <= after.start for before, after in pairwise(tasks))
    assert waits(recording, "main", "result") == ["pool"] * 4


def test_imap_and_map(method):
    """`map` sends chunks, whose sizes are told; `imap` sends single calls, which have none."""
    with watch() as recording, multiprocessing.Pool(2) as pool:
        pool.map(talking.nap, [0.01] * 8)
        list(pool.imap(talking.nap, [0.01] * 8))
    by_job = [[task.items for task in recording.tasks if task.job == job] for job in (0, 1)]
    assert by_job[0] == [1] * 8  # of 8 items for 2 workers: Pool.map makes 4 chunks for each worker
    assert by_job[1] == [None] * 8  # imap sends single calls


def test_lock_contention(method):
    """The holds of a lock never overlap, and at least one process is seen to wait for it."""
    with watch() as recording:
        lock, together = multiprocessing.Lock(), multiprocessing.Barrier(3)
        children = [start(talking.hold, lock, 0.02, together, name=f"child-{n}") for n in range(3)]
        for child in children:
            child.join()
    holds = sorted((one for one in recording.holds if one.object == "lock"), key=lambda hold: hold.start)
    assert len(holds) == 9
    assert all(before.end <= after.start for before, after in pairwise(holds))
    assert any("lock" in waits(recording, f"child-{n}", "acquire") for n in range(3))


def test_deadlock_of_two_locks(method):
    """Each process is seen to hold one lock and to wait without end for the other's."""
    with watch() as recording:
        left, right, barrier = multiprocessing.Lock(), multiprocessing.Lock(), multiprocessing.Barrier(2)
        one = start(talking.take_both, left, right, barrier, name="one")
        other = start(talking.take_both, right, left, barrier, name="other")
        until(lambda: waits(recording, "one", "acquire") and waits(recording, "other", "acquire"))
        one.kill()
        other.kill()
        one.join()
        other.join()
    names = names_of(recording)
    assert {(names[wait.process], wait.object) for wait in recording.waits if wait.operation == "acquire"} == {
        ("one", "right"), ("other", "left"),
    }  # fmt: skip
    assert {(names[hold.process], hold.object) for hold in recording.holds} == {("one", "left"), ("other", "right")}
    assert all(wait.end is None for wait in recording.waits if wait.operation == "acquire")


# --- every kind of object -------------------------------------------------------------------------------------------


def test_executor(context):
    """The tasks of an executor are told with function, items and error, and its own queues as no messages."""
    with watch() as recording, ProcessPoolExecutor(2, mp_context=context) as executor:
        list(executor.map(talking.fail_on_three, [0, 1, 2], chunksize=2))
        future = executor.submit(talking.fail_on_three, 3)
        with pytest.raises(ValueError, match="3"):
            future.result()
    tasks = [(task.function, task.items, task.error) for task in recording.tasks]
    # Two workers take the chunks at the same time; either may be the first to begin.
    assert sorted(tasks[:2]) == [("fail_on_three", 1, None), ("fail_on_three", 2, None)]
    assert tasks[2:] == [("fail_on_three", None, "ValueError")]
    assert {task.object for task in recording.tasks} == {"executor"}
    assert recording.messages == ()  # its own queues are its own affair


def test_error_of_a_task(method):
    """A task of a pool that raises has the name of its error, and the next one has none."""
    with watch() as recording, multiprocessing.Pool(1) as pool:
        with pytest.raises(ValueError, match="3"):
            pool.apply(talking.fail_on_three, (3,))
        assert pool.apply(talking.fail_on_three, (2,)) == 2
    assert [task.error for task in recording.tasks] == ["ValueError", None]
    assert recording.messages == ()


def test_joinable_queue(method):
    """The messages of a `JoinableQueue` are told like those of any queue, and `join` as a wait for it."""
    with watch() as recording:
        tasks = multiprocessing.JoinableQueue()
        worker = start(talking.finish, tasks, name="worker")
        for n in range(3):
            tasks.put(n)
        tasks.join()
        tasks.put(None)
        worker.join()
    assert told(recording) == [("main", "worker", text) for text in ("0", "1", "2", "None")]
    assert "tasks" in waits(recording, "main", "join")


def test_event_and_barrier(method):
    """Events and barriers are named with their kinds, and who waits at one is seen to wait."""
    with watch() as recording:
        gate, meeting = multiprocessing.Event(), multiprocessing.Barrier(2)
        child = start(talking.wait_at, gate, meeting, name="child")
        until(lambda: waits(recording, "child", "wait") == ["gate"])
        gate.set()
        until(lambda: waits(recording, "child", "wait") == ["gate", "meeting"])
        meeting.wait()
        child.join()
    assert {thing.name: thing.kind for thing in recording.objects} == {"gate": "Event", "meeting": "Barrier"}


def test_one_way_pipe_and_simple_queue(method):
    """A pipe of one direction and a `SimpleQueue` tell sender, receiver, text and their names."""
    with watch() as recording:
        reader, writer = multiprocessing.Pipe(duplex=False)
        child = start(talking.send_once, "hello", writer, name="child")
        assert reader.recv() == "hello"
        box = multiprocessing.SimpleQueue()
        second = start(talking.produce, ["in"], box, name="second")
        assert box.get() == "in"
        child.join()
        second.join()
    assert told(recording) == [("child", "main", "'hello'"), ("second", "main", "'in'")]
    assert [one.object for one in recording.messages] == ["reader \N{EN DASH} writer", "box"]


def test_raw_bytes(method):
    """`send_bytes`, `recv_bytes` and `recv_bytes_into` are told as messages; long ones by their size."""
    with watch() as recording:
        reader, writer = multiprocessing.Pipe(duplex=False)
        child = start(talking.send_raw, writer, name="child")
        assert reader.recv_bytes() == b"raw"
        buffer = bytearray(100_000)
        assert reader.recv_bytes_into(buffer) == 100_000
        child.join()
    assert told(recording) == [("child", "main", "b'raw'"), ("child", "main", "<100000 bytes>")]


def test_children_of_children(method):
    """What a grandchild sends is told as its own, and its parent is seen to wait for it."""
    with watch() as recording:
        results = multiprocessing.Queue()
        child = start(talking.put_from_child, results, name="child")
        assert results.get(timeout=SOON) == "from far"
        child.join()
    assert told(recording) == [("grandchild", "main", "'from far'")]
    assert waits(recording, "child", "join") == ["grandchild"]


# --- what does not arrive -------------------------------------------------------------------------------------------


def test_nobody_receives(method):
    """A message that nobody takes in the block has a sender but no receiver, though its sender was killed."""
    with watch() as recording:
        box = multiprocessing.Queue()
        child = start(talking.put_and_be_killed, box, name="child")
        child.join()
    assert told(recording) == [("child", None, "'last words'")]
    [message] = recording.messages
    assert message.received is message.waited is None
    assert box.get(timeout=SOON) == "last words"


def test_killed_in_the_middle_of_a_message(method):
    """What was being sent when its sender was killed is a message without a size and a receiver."""
    with watch() as recording:
        _reader, writer = multiprocessing.Pipe(duplex=False)
        child = start(talking.be_killed_while_sending, writer, name="child")
        until(lambda: waits(recording, "child", "send") == ["_reader \N{EN DASH} writer"])
        child.kill()
        child.join()
    [message] = recording.messages
    assert (names_of(recording)[message.sender], message.receiver, message.bytes) == ("child", None, None)


def test_what_cannot_be_pickled(method):
    """An item that can't be pickled is told with its error, and the next one goes through."""
    with watch() as recording:
        results = multiprocessing.Queue()
        child = start(talking.put_lambda_then, "kel", results, name="child")
        assert results.get(timeout=SOON) == "kel"
        child.join()
    lost, good = recording.messages
    assert lost.receiver is lost.bytes is None
    assert lost.error in {"PicklingError", "AttributeError"}
    assert (good.text, good.error) == ("'kel'", None)


# --- truth ----------------------------------------------------------------------------------------------------------


def test_equal_messages_are_counted(method):
    """Equal items are told apart by their number: each process's share is right, though all look the same."""
    with watch() as recording:
        tasks, results = multiprocessing.Queue(), multiprocessing.SimpleQueue()
        producers = [start(talking.produce, ["same"] * 50, tasks, name=f"producer-{n}") for n in range(3)]
        consumers = [start(talking.consume, tasks, results, name=f"consumer-{n}") for n in range(2)]
        for process in producers:
            process.join()
        for _ in consumers:
            tasks.put(None)
        for _ in range(150):
            results.get()
        for process in consumers:
            process.join()
    same = [one for one in told(recording, "tasks") if one[2] == "'same'"]
    assert [sum(sender == f"producer-{n}" for sender, _, _ in same) for n in range(3)] == [50] * 3
    for name in ("consumer-0", "consumer-1"):
        assert sum(receiver == name for _, receiver, _ in same) == sum(
            sender == name for sender, _, _ in told(recording, "results")
        )


def test_large_messages(method):
    """Messages of several megabytes arrive whole, with their true size and a short text."""
    with watch() as recording:
        box, (reader, writer) = multiprocessing.Queue(), multiprocessing.Pipe(duplex=False)
        children = [
            start(talking.fill, 5_000_000, box, name="queued"),
            start(talking.send_once, bytes(5_000_000), writer, name="piped"),
        ]
        assert len(box.get(timeout=SOON)) == len(reader.recv()) == 5_000_000
        for child in children:
            child.join()
    assert {(sender, receiver) for sender, receiver, _ in told(recording)} == {("queued", "main"), ("piped", "main")}
    assert all(one.bytes > 5_000_000 and "5000000 bytes" in one.text for one in recording.messages)


# --- names ----------------------------------------------------------------------------------------------------------


def test_names():
    """Shared objects are named for their variables, also within lists, dicts and tuples; else by kind and number."""
    before = multiprocessing.SimpleQueue()
    ends = multiprocessing.Pipe()
    with watch() as recording:
        plain = multiprocessing.SimpleQueue()
        rows = [multiprocessing.SimpleQueue() for _ in range(2)]
        table = {"a": multiprocessing.SimpleQueue()}
        pair = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
        for box in (before, plain, *rows, table["a"], *pair):
            box.put(1)
            box.get()
        ends[0].send(1)
        ends[1].recv()
        for box in iter([multiprocessing.SimpleQueue()]):
            box.put(1)
            box.get()
    assert [one.object for one in recording.messages] == [
        "before", "plain", "rows[0]", "rows[1]", "table['a']", "pair[0]", "pair[1]", "ends", "SimpleQueue-1",
    ]  # fmt: skip


# --- harmless -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [None, ValueError("no"), RecursionError("deep")])
def test_hostile_repr(error):
    """A repr that fails or shouts changes nothing for the program."""
    loud = talking.Loud(error=error)
    with watch() as recording:
        box = multiprocessing.SimpleQueue()
        box.put(loud)
        assert box.get().text == loud.text
    [message] = recording.messages
    assert message.receiver == recording.processes[0].id
    assert message.text == ("<Loud>" if error else loud.text)
    assert "\x1b" not in recording.transcript(messages=True)


def test_errors_of_tracing_are_swallowed_and_noted(monkeypatch):
    """When tracing itself fails, the program runs as ever, and the recording says that something is missing."""

    def fail(*_, **__):
        raise RuntimeError("a bug in tracing")

    monkeypatch.setattr(tape, "pack_into", fail)
    for name in ("pack_got", "pack_sent", "pack_wait"):
        monkeypatch.setattr(pipes, name, fail)
    monkeypatch.setattr(queueing, "pack_put", fail)
    monkeypatch.setattr(queueing, "short", fail)
    with watch() as recording:
        box = multiprocessing.Queue()
        for n in range(3):
            box.put([n])
        assert [box.get(timeout=SOON) for _ in range(3)] == [[0], [1], [2]]
        lock = multiprocessing.Lock()
        with lock:
            assert not lock.acquire(block=False)
    assert any("could not be recorded" in note for note in recording.notes)
    assert recording.messages == ()


def test_exceptions_are_the_same():
    """Whatever multiprocessing raises is the same, to the letter, in a block and outside one."""

    def all_of_them():
        box, lock = multiprocessing.Queue(1), multiprocessing.Lock()
        yield lambda: box.get(timeout=0.01)
        yield box.get_nowait
        box.put(1)
        yield lambda: box.put(2, timeout=0.01)
        yield lambda: box.put(2, block=False)
        yield lambda: multiprocessing.SimpleQueue().put(lambda: 0)
        yield lock.release
        reader, writer = multiprocessing.Pipe(duplex=False)
        yield writer.recv
        yield lambda: reader.send(1)
        writer.close()
        yield reader.recv
        yield lambda: reader.poll("soon")
        reader.close()
        yield reader.recv
        box.get()
        box.close()
        yield lambda: box.put(1)
        box.join_thread()

    def outcomes():
        found = []
        for step in all_of_them():
            with pytest.raises(Exception) as caught:
                step()
            found.append((type(caught.value), re.sub("0x[0-9a-f]+", "", str(caught.value))))
        return found

    plain = outcomes()
    with watch():
        assert outcomes() == plain


def test_nothing_is_wrapped_outside(method):
    """After the block all methods are multiprocessing's own again, in this process and in new children."""

    def state():
        from multiprocessing import connection, pool, queues, synchronize

        kinds = [queues.Queue, queues.SimpleQueue, connection.Connection, synchronize.SemLock, pool.Pool]
        return [dict(kind.__dict__) for kind in kinds] + [connection.Pipe, connection._WaitSelector]

    before = state()
    lock = multiprocessing.Lock()
    acquire = lock.acquire
    with watch():
        assert state() != before
        assert lock.acquire != acquire
        made = multiprocessing.Lock()
    assert state() == before
    assert lock.acquire == acquire
    assert made.acquire == made._semlock.acquire
    box = multiprocessing.SimpleQueue()
    child = start(talking.is_wrapped, box)
    assert box.get() is False
    child.join()
    assert not wraps.is_installed()


# --- many -----------------------------------------------------------------------------------------------------------


def test_a_hundred_thousand_messages():
    """The recording keeps every one of very many messages, while what travels to the browser stays bounded."""
    count = 100_000
    with watch() as recording:
        reader, writer = multiprocessing.Pipe(duplex=False)
        for n in range(count):
            writer.send(n)
            reader.recv()
    assert [one.text for one in recording.messages] == list(map(str, range(count)))
    frame = courier.whole(recording.snapshot)
    assert len(frame["messages"]) == courier.SHOWN
    assert (frame["counts"]["messages"], frame["counts"]["messages_shown"]) == (count, courier.SHOWN)
    assert all(len(curve["add"]) <= courier.SHOWN for curve in frame["levels"].values())
    assert len(json.dumps(frame)) < 1_000_000


def test_more_than_fits_is_noted(monkeypatch):
    """Beyond the limit nothing more is kept, and the recording says so."""
    monkeypatch.setattr(ledger, "LIMIT", 100)
    with watch() as recording:
        box = multiprocessing.SimpleQueue()
        for n in range(150):
            box.put(n)
            box.get()
    assert len(recording.messages) == 100
    assert any("too many for one recording" in note for note in recording.notes)


# --- as text and as files -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def recorded():
    """Give a recording with some of everything in it."""
    with watch() as recording:
        tasks = multiprocessing.Queue()
        lock = multiprocessing.Lock()
        child = start(talking.consume, tasks, tasks, name="<img src=x onerror=alert(1)>")
        tasks.put(None)
        child.join()
        box = multiprocessing.SimpleQueue()
        box.put("</script><script>alert(1)</script>")
        with lock:
            box.get()
        tasks.put("never read")
        time.sleep(0.05)
        with multiprocessing.Pool(1) as pool:
            pool.map(talking.nap, [0.01] * 3)
    tasks.get()
    return recording


def test_messages_as_text(recorded):
    """The transcript has a line for each message, and says which were not received."""
    lines = recorded.transcript(messages=True).splitlines()
    assert lines[0].startswith("main process -> tasks -> <img src=x onerror=alert(1)>: None (waited ")
    assert "main process -> tasks -> nobody: 'never read' (not received)" in lines
    assert len(lines) == len(recorded.messages)


def test_chrome_trace(recorded, tmp_path):
    """A saved trace has all processes, slices that nest, and arrows whose two ends lie in slices."""
    recorded.save(tmp_path / "run.json")
    trace = json.loads((tmp_path / "run.json").read_text())
    events = trace["traceEvents"]
    kinds = {event["ph"] for event in events}
    assert kinds == {"M", "X", "C", "s", "f", "b", "e"}
    pids = {event["pid"] for event in events if event.get("name") == "process_name"}
    assert len(pids) == len(recorded.processes)
    slices = [event for event in events if event["ph"] == "X"]
    for event in events:
        assert event["pid"] in pids
        assert event["ph"] == "M" or event["ts"] >= 0
    for one, other in ("sf", "be"):
        begun = {event["id"]: event for event in events if event["ph"] == one}
        ended = {event["id"]: event for event in events if event["ph"] == other}
        assert begun.keys() == ended.keys() != set()
        assert all(begun[key]["ts"] <= ended[key]["ts"] for key in begun)
    for flow in (event for event in events if event["ph"] in "sf"):  # a viewer binds an arrow to the slice around it
        assert any(
            (one["pid"], one["tid"]) == (flow["pid"], flow["tid"]) and one["ts"] <= flow["ts"] <= one["ts"] + one["dur"]
            for one in slices
        )
    rows = {(one["pid"], one["tid"]) for one in slices}
    for row in rows:  # slices of a row are side by side or nested
        mine = sorted((one["ts"], -one["dur"]) for one in slices if (one["pid"], one["tid"]) == row)
        ends = []
        for begin, length in mine:
            while ends and ends[-1] <= begin:
                ends.pop()
            assert not ends or begin - length <= ends[-1]
            ends.append(begin - length)
    assert {one["name"] for one in slices} >= {"nap", "join <img src=x onerror=alert(1)>", "put tasks", "get tasks"}


def test_page(recorded, tmp_path):
    """A saved page shows names and messages as text, never as markup, and asks no other place for anything."""
    path = recorded.save(str(tmp_path / "run.HTML"))
    page = path.read_text()
    assert page.startswith("<!doctype html>")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "http://www.w3.org/2000/svg" in page  # a name, not a place
    assert set(re.findall(r"https?://[^/\s\"'`]*", page)) == {"http://www.w3.org"}


@pytest.mark.parametrize("name", ["run.txt", "run", ".html"])
def test_other_endings_are_refused(recorded, tmp_path, name):
    """Any other ending is an error that tells which are allowed, and no file is made."""
    with pytest.raises(ValueError, match=r"must end in \.html .* or \.json .*, for example") as caught:
        recorded.save(tmp_path / name)
    assert name in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_save_leaves_the_old_file(recorded, tmp_path, monkeypatch):
    """When a save fails, the file from before is untouched and nothing half written is left."""
    file = tmp_path / "run.json"
    file.write_text("old")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space left"):
        recorded.save(file)
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_save_while_the_block_runs(tmp_path):
    """A recording can be saved before its block has ended."""
    with watch() as recording:
        assert recording.save(tmp_path / "run.html").stat().st_size > 10_000
