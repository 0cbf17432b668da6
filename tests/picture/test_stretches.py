"""What is known exactly of a process at one time."""

import pytest

from picture.frames import KERNEL, MAKER, TAKER, TALK, key_frame, process


@pytest.mark.parametrize(
    ("time", "state", "wait"), [(0.7, "waiting", "get tasks"), (1.15, "waiting", None), (4, "waiting", "acquire shelf")]
)
def test_wait_at_a_time(js, time, state, wait):
    """What a process is blocked in is known by name."""
    function = """(frame, time) => {
        const state = after(frame);
        const process = state.processes.get("k");
        const wait = lib.waitAt(state, process, time);
        return [lib.shownState(state, process, time), wait && lib.waitText(wait)];
    }"""
    assert js(function, TALK, time) == [state, wait]


def test_a_known_wait_counts_more_than_sampling(js):
    """The sampler says running until its next look; the process itself has said that it waits."""
    waits = [[1, "m", 1, 2, "get", "tasks", "q"], [2, "m", 3, 4, "get", "tasks", "q", "feeder"]]
    frame = key_frame(KERNEL, MAKER, waits=waits)
    function = "(frame, t) => { const s = after(frame); return lib.shownState(s, s.processes.get('m'), t); }"
    assert [js(function, frame, time) for time in (0.9, 1.5, 2, 3.5)] == ["running", "waiting", "running", "running"]


def test_a_wait_stops_where_its_process_ended(js):
    """Who dies waiting waits no longer."""
    frame = key_frame(process("k", [0, 2, "waiting"], ended=2), waits=[[1, "k", 1, None, "get", "tasks", "q"]])
    function = """(frame, time) => {
        const s = after(frame);
        const process = s.processes.get("k");
        return [lib.stretchEnd(lib.itemsOf(s.waits, "k")[0], process, s.now), lib.waitAt(s, process, time) !== null];
    }"""
    assert [js(function, frame, time) for time in (1.5, 3)] == [[2, True], [2, False]]


@pytest.mark.parametrize(
    ("number", "time", "text"), [("k", 2.1, ""), ("k", 2.3, "get tasks"), ("k", 4, "acquire shelf"), ("m", 4, "")]
)
def test_long_waits(js, number, time, text):
    """More than a second is worth a word."""
    function = "(frame, id, time) => { const s = after(frame); return lib.longWaitAt(s, s.processes.get(id), time); }"
    assert js(function, TALK, number, time) == text


def test_an_idle_worker_is_no_news(js):
    """Waiting for a task is what a pool's worker does when all is done."""
    frame = key_frame(TAKER, waits=[[1, "k", 1, None, "task", "pool", "pool"]])
    function = "frame => { const s = after(frame); return lib.longWaitAt(s, s.processes.get('k'), 4); }"
    assert js(function, frame) == ""
