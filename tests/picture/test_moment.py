"""A process at one time, as sampling found it."""

import pytest

from picture.frames import STORY, key_frame, process


@pytest.mark.parametrize(
    ("number", "time", "state"),
    [
        ("0.1", 0.99, "pending"), ("0.1", 1, "starting"), ("0.1", 1.5, "running"), ("0.1", 2.2, "waiting"),
        ("0.1", 2.5, "zombie"), ("0.1", 3, "ended"), ("0.2", 4, "zombie"), ("0.3", 4, "running"),
    ],
)  # fmt: skip
def test_state_at_a_time(js, number, time, state):
    """A span holds from its start until just before its end."""
    assert js("(frame, id, time) => lib.stateAt(after(frame).processes.get(id), time)", STORY, number, time) == state


def test_state_between_spans_is_waiting(js):
    """Where nothing is known of a living process, it waits."""
    gap = key_frame(process("0.1", [1, 2, "running"], [3, None, "running"]))
    assert js("frame => lib.stateAt(after(frame).processes.get('0.1'), 2.5)", gap) == "waiting"


def test_spans_at_a_time_are_cut_there(js):
    """The span under way ends at that time, later ones are left out."""
    spans = js("frame => lib.spansAt(after(frame).processes.get('0.1'), 1.75)", STORY)
    assert spans == [[1, 1.5, "starting"], [1.5, 1.75, "running"]]


def test_open_span_stops_where_its_process_ended(js):
    """Only a zombie outlives its process."""
    frame = key_frame(process("0.1", [1, None, "running"], ended=2))
    assert js("frame => lib.spansAt(after(frame).processes.get('0.1'), 3)", frame) == [[1, 2, "running"]]
    assert js("frame => lib.spansAt(after(frame).processes.get('0.2'), 3.5)", STORY)[-1] == [2.9, 3.5, "zombie"]


@pytest.mark.parametrize(
    ("number", "time", "live", "outcome"),
    [
        ("0.1", 2.4, False, ""), ("0.1", 2.5, False, "exit 0"), ("0.2", 2.9, True, "SIGKILL"),
        ("0.3", 4, True, ""), ("0.3", 3.9, False, ""), ("0.3", 4, False, "still running"),
        ("0", 4, False, ""), ("t", 4, False, ""),
    ],
)  # fmt: skip
def test_outcome_at_a_time(js, number, time, live, outcome):
    """The end is known from its moment on; who outlives the block is still running at the block's end."""
    function = "(frame, id, time) => { const s = after(frame); return lib.outcomeAt(s.processes.get(id), time, s); }"
    assert js(function, {**STORY, "live": live}, number, time) == outcome


@pytest.mark.parametrize(("time", "alive", "started"), [(0.05, 1, 1), (1.3, 4, 4), (2.6, 4, 5), (4, 3, 5)])
def test_counts(js, time, alive, started):
    """A zombie has started and is not alive."""
    count = js("(frame, time) => lib.countAt(after(frame).processes.values(), time)", STORY, time)
    assert count == {"alive": alive, "started": started}


@pytest.mark.parametrize(("time", "item"), [(0, None), (1, [1, "a"]), (2.5, [2, "b"]), (9, [3, "c"])])
def test_last_item_at_a_time(js, time, item):
    """The newest item that is not in the future."""
    assert js("time => lib.lastAt([[1, 'a'], [2, 'b'], [3, 'c']], time)", time) == item
