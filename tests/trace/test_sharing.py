"""Shared memory and calls to managers, as a recording has them."""

import contextlib
import ctypes
import multiprocessing
import time
from multiprocessing import shared_memory
from multiprocessing.managers import SharedMemoryManager

import pytest

import memory
from helpers.live import Call, watch
from helpers.record.history import History
from helpers.record.tail import Record
from helpers.trace import tape, wraps

SOON = 20


def start(target, *args, name=None):
    process = multiprocessing.Process(target=target, args=args, name=name)
    process.start()
    return process


def run(target, *args, name=None):
    start(target, *args, name=name).join()


def users(recording, thing):
    """Return names of the processes that had something: who made it first, then in the order of their names."""
    names = {one.id: one.name for one in recording.processes}
    mine = [one for one in recording.attachments if one.object == thing]
    return [names[one.process] for one in sorted(mine, key=lambda one: (not one.made, names[one.process]))]


@contextlib.contextmanager
def block_of(size):
    """Give a block of shared memory that is gone afterwards."""
    block = shared_memory.SharedMemory(create=True, size=size)
    try:
        yield block
    finally:
        block.close()
        with contextlib.suppress(FileNotFoundError):
            block.unlink()


def test_who_has_what(method):
    """Each is named by its variable, and told is who made it, who had it, who closed and who unlinked it."""
    with watch() as recording:
        image = shared_memory.SharedMemory(create=True, size=5000)
        numbers = multiprocessing.Array("i", 3, lock=False)
        counter = multiprocessing.Value("q", 0)
        run(memory.use, image, numbers, counter, name="one")
        run(memory.attach, image.name, name="two")
        image.close()
        image.unlink()
    assert (counter.value, numbers[0]) == (1, 1)
    assert recording.shared_memory().splitlines() == [
        "image · SharedMemory, 5,000 bytes · made by main process · also in one, two · unlinked by main process",
        "numbers · RawArray, 12 bytes · made by main process · also in one",
        "counter · Value, 8 bytes · made by main process · also in one",
    ]
    assert [one.kind for one in recording.objects if one.name == "counter"] == ["Value"]
    closed = {one.process: one.end is not None for one in recording.attachments if one.object == "image"}
    assert closed == {"0": True, "0.1": True, "0.2": True}
    [block] = [one for one in recording.objects if one.address == image.name]
    assert block.unlinker == "0"
    assert block.unlinked <= recording.duration
    assert {one.object for one in recording.holds} == {"counter"}
    assert wraps.replaced() == []


def test_what_is_left_behind():
    """A block that was made and that nobody has unlinked is told to be left behind, also under the cell."""
    with watch() as recording:
        forgotten = shared_memory.SharedMemory(create=True, size=64)
        forgotten.close()
        numbers = shared_memory.ShareableList([1, 2, 3])
        numbers.shm.close()
        numbers.shm.unlink()
    assert [(one.name, one.kind, one.left_behind) for one in recording.objects] == [
        ("forgotten", "SharedMemory", True),
        ("numbers", "ShareableList", False),
    ]
    assert "forgotten · SharedMemory, 64 bytes · made by main process · left behind: nobody has unlinked it" in (
        recording.shared_memory()
    )
    forgotten.unlink()


def test_a_child_unlinks(method):
    """It may be another process than the one that has made it."""
    with block_of(64) as image, watch() as recording:
        run(memory.attach_and_unlink, image.name, name="tidy")
    assert recording.shared_memory() == "image · SharedMemory, 64 bytes · in main process, tidy · unlinked by tidy"


def test_who_ends_without_closing(method):
    """It had the block until it ended, under each start method: what the interpreter closes then is not told."""
    with block_of(64) as image, watch() as recording:
        run(memory.look, image, name="one")
    assert [(one.process, one.end) for one in recording.attachments] == [("0", None), ("0.1", None)]


@pytest.mark.parametrize("first", ["0", "0.1"])
def test_whoever_is_heard_first(first):
    """A value is not taken for its lock, and has its name, whether its maker's file is read first or its user's."""
    told = {
        "0": [{"kind": "made", "o": "mp-1", "type": "RLock", "name": "counter"},
              {"kind": "made", "o": "mp-1", "type": "Value", "bytes": 4}, {"kind": "attached", "o": "mp-1"}],
        "0.1": [{"kind": "attached", "o": "mp-1", "type": "Value", "bytes": 4},
                {"kind": "made", "o": "mp-1", "type": "RLock"}],
    }  # fmt: skip
    history = History(0, 10, "main process", leaves_zombies=True)
    for process in sorted(told, key=lambda process: process != first):
        for event in told[process]:
            history.event(process, {"t": 1, **event})
    [shared] = history.snapshot(10, live=False).objects
    assert (shared.name, shared.kind, shared.bytes) == ("counter", "Value", 4)


def test_from_before_the_block(method):
    """What was made before is known by its variable, and only told of if somebody uses it."""
    counter = multiprocessing.Value("i", 0)
    numbers = multiprocessing.RawArray(ctypes.c_double, 2)
    used, unused = multiprocessing.Array("i", 2), multiprocessing.Value("i", 0)
    with block_of(64) as image, watch() as recording:
        run(memory.use, image, numbers, counter, name="one")
        with used.get_lock():
            used[0] = 1
    assert sorted(recording.shared_memory().splitlines()) == [
        "counter · Value, 4 bytes · in main process, one",
        "image · SharedMemory, 64 bytes · in main process, one",
        "numbers · RawArray, 16 bytes · in main process, one",
        "used · Array, 8 bytes · in main process",
    ]
    assert unused.value == 0


def test_workers_of_a_pool(method):
    """What they get through their initializer, they have."""
    with watch() as recording:
        counter = multiprocessing.Value("i", 0)
        with multiprocessing.Pool(2, memory.keep, (counter,)) as pool:
            pool.map(memory.count, range(8), chunksize=1)
            pool.close()
            pool.join()
    assert counter.value == 8
    assert len(users(recording, "counter")) == 3
    assert users(recording, "counter")[0] == "main process"


def test_a_manager_of_shared_memory(method):
    """The manager's process is the one that unlinks."""
    with watch() as recording, SharedMemoryManager() as blocks:
        image = blocks.SharedMemory(64)
        image.buf[0] = 1
    [manager] = [one for one in recording.processes if one.role == "manager"]
    [block] = [one for one in recording.objects if one.name == "image"]
    if manager.exit_code == 0:  # else it had no time to: who ends it waits for a second
        assert (block.unlinker, block.left_behind) == (manager.id, False)


def test_a_block_that_can_not_be_closed():
    """Who still looks into it has not closed it, and the error passes through."""
    with watch() as recording:
        image = shared_memory.SharedMemory(create=True, size=64)
        view = image.buf[:8]
        with pytest.raises(BufferError):
            image.close()
        image.unlink()
    assert [one.end for one in recording.attachments] == [None]
    view.release()
    with pytest.raises(FileNotFoundError):
        shared_memory.SharedMemory(name="no such block")


def test_calls(method):
    """Told is who called what of which object, when the manager began and answered, and what the answer was."""
    with watch() as recording, multiprocessing.Manager() as manager:
        totals, marks = manager.dict(), manager.list()
        run(memory.call, totals, marks, name="caller")
        totals["apples"] = [1]
        totals["apples"].append(2)
        assert totals["apples"] == [1]
        with pytest.raises(IndexError):
            marks.pop(9)
    names = {one.id: one.name for one in recording.processes}
    [server] = [one.id for one in recording.processes if one.role == "manager"]
    assert [(names[one.process], one.object, one.text, one.answer, one.error) for one in recording.calls] == [
        ("caller", "totals", "__setitem__('pears', 3)", "None", None),
        ("caller", "marks", "append('pears')", "None", None),
        ("main process", "totals", "__setitem__('apples', [1])", "None", None),
        ("main process", "totals", "__getitem__('apples')", "[1]", None),
        ("main process", "totals", "__getitem__('apples')", "[1]", None),
        ("main process", "marks", "pop(9)", "", "IndexError"),
    ]
    for one in recording.calls:
        assert one.server == server
        assert one.start <= one.asked <= one.answered <= one.end
    lines = recording.transcript(messages=True).splitlines()
    assert [line.rpartition(" (")[0] for line in lines][1] == "caller -> marks -> SyncManager: append('pears') -> None"
    assert recording.messages == ()  # the manager's own connections are not told of


def test_a_call_that_is_not_answered(method):
    """Who waits for a manager's answer is seen to wait, and that the manager has begun is known, too."""
    with watch() as recording, multiprocessing.Manager() as manager:
        jobs = manager.Queue()
        waiting = start(memory.hold_call, jobs, name="waiting")
        deadline = time.monotonic() + SOON
        while not any(one.asked for one in recording.calls):
            assert time.monotonic() < deadline, "the manager never begins"
            time.sleep(0.02)
        [call] = recording.calls
        assert [(one.process, one.operation) for one in recording.waits if one.object == "jobs"] == [("0.2", "call")]
        jobs.put(1)
        waiting.join()
    assert (call.text, call.answered, call.end) == ("get()", None, None)


def test_a_manager_from_before_the_block(method):
    """It tells nothing; its process and the names are known all the same."""
    with multiprocessing.Manager() as manager:
        totals = manager.dict()
        with watch() as recording:
            totals["apples"] = 1
    [server] = [one.id for one in recording.processes if one.role == "manager"]
    [call] = recording.calls
    assert (call.server, call.object, call.asked, call.answered) == (server, "totals", None, None)
    assert call.end is not None


def test_calls_find_their_managers_part():
    """Of calls that overlap each gets a part that lies within it, whatever the order in which they are told."""
    history = History(0, 10, "main process", leaves_zombies=True)
    for process in ("0", "0.1", "0.2"):
        history.event(process, {"kind": "ref", "t": 0, "r": 1, "o": "mab:1"})
    history.event("0.2", {"kind": "serves", "t": 0, "m": "mab"})
    operation = tape.OPERATIONS.index("call")
    for process, thread, kind, at, number in [
        ("0.2", 1, tape.ASKED, 2, 0), ("0.2", 1, tape.ANSWERED, 3, 0),
        ("0.2", 2, tape.ASKED, 4, 0), ("0.2", 2, tape.ANSWERED, 9, 0),
        ("0", 0, tape.WAITS, 0, operation), ("0", 0, tape.CALLED, 10, 0),
        ("0.1", 0, tape.WAITS, 1, operation), ("0.1", 0, tape.CALLED, 5, 0),
    ]:  # fmt: skip
        record = Record(process, thread, kind, 1, at * 10**9, number, 0, 7, 0, "")
        history.traffic.record(record, float(at))
    calls = history.snapshot(20 * 10**9, live=False).calls
    assert [(one.process, one.asked, one.answered) for one in calls] == [("0", 4.0, 9.0), ("0.1", 2.0, 3.0)]
    assert isinstance(calls[0], Call)


def test_what_was_wrapped_is_as_before(method):
    """A value that was made in the block is after it as if it had been made outside."""
    with watch():
        counter = multiprocessing.Value("i", 0)
        counter.value += 1
    assert counter.acquire == counter.get_lock().acquire
    assert type(counter.acquire).__name__ == "builtin_function_or_method"
    with counter:
        counter.value += 1
    assert counter.value == 2
