"""What the picture says in words."""

import pytest

from picture.frames import DASH, STORY, TALK, TIMES


def test_tooltip_tells_one_moment(js):
    """State, use and words are those of the moment under the pointer."""
    function = """(frame, time) => {
        const state = after(frame);
        return lib.tipLines(state.processes.get("0.1"), time, { state, shown: state.now }, 0.01).map(line => line[1]);
    }"""
    assert js(function, STORY, 1.7) == [
        "quick", "worker · pid 8043 · spawn", f"running · 1.50 s {DASH} 2.00 s", "0% CPU · 9.0 MB", "1.60 s  hello",
    ]  # fmt: skip
    assert js(function, STORY, 3.5)[2:] == ["exit 0 at 2.50 s", "1.90 s  bye"]


def test_events_are_stepped_through(js):
    """Each step is the next or last moment at which something happened, and says what."""
    function = """(frame, time, way) => lib.stepFrom(lib.eventsOf(after(frame)), time, way)"""
    assert js(function, TALK, 0.8, 1) == {
        "time": 1,
        "text": f"maker sends ('thumb', 17) to tasks; maker begins square #3 {TIMES}5",
    }
    assert js(function, TALK, 1.138, -1)["time"] == 1
    received = js(function, TALK, 1, 1)
    assert received == {"time": 1.138, "text": "taker receives ('thumb', 17) from tasks; taker goes on: get tasks"}
    assert js(function, TALK, 3.4, 1)["text"] == "maker fails to send to tasks: PicklingError"
    assert js(function, TALK, 3.5, 1) is None


def test_what_is_left_out_is_said(js):
    """A picture of some messages says of how many."""
    note = js("() => lib.countNotes({ messages: 12345, messages_shown: 3000, waits: 5, waits_shown: 5, other: 3 })")
    assert note == ["showing 3,000 of 12,345 messages; the recording has them all"]


MESSAGE = """(frame, k, time) => {
    const state = after(frame);
    return lib.messageLines(state, lib.itemsOf(state.messages, "")[k], time ?? state.now).map(line => line[1]);
}"""


@pytest.mark.parametrize(
    ("number", "time", "lines"),
    [
        (0, None, ["Queue tasks · message 1", "maker → taker", "('thumb', 17)", "31 B · waited 138 ms"]),
        (1, 2, ["Queue tasks · message 2", "maker → …", "late", "8 B · under way for 500 ms"]),
        (2, None, ["Queue tasks · message 3", "maker → nobody", "lost", "7 B · nobody received it"]),
        (3, None, ["Queue tasks · message 4", "maker → nobody", "bad", "never sent: PicklingError"]),
    ],
)
def test_tooltip_of_a_message(js, number, time, lines):
    """Who, to whom, what, how large, and how long it waited; nothing that was not known at that time."""
    assert js(MESSAGE, TALK, number, time) == lines


def test_tooltip_tells_waits_tasks_and_locks(js):
    """All that is known of a moment."""
    function = """(frame, id, time) => {
        const state = after(frame);
        return lib.tipLines(state.processes.get(id), time, { state, shown: state.now }, 0.01).map(line => line[1]);
    }"""
    assert js(function, TALK, "k", 1)[2:] == ["waiting: get tasks", f"0.60 s {DASH} 1.14 s, 538 ms"]
    assert js(function, TALK, "m", 1.5)[3:] == [
        f"task square #3 {TIMES}5",
        f"job 1 · 1.00 s {DASH} 2.00 s, 1.00 s",
        "holds shelf since 0.80 s",
    ]
    assert "ValueError: -1" in js(function, TALK, "m", 2.5)
