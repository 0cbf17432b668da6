"""Messages as arrows."""

import pytest

from picture.frames import KERNEL, MAKER, TAKER, TALK, key_frame, pool

ARROWS = """(frame, shown, options) => {
    const state = after(frame);
    const rows = lib.layoutRows(state.processes.values(), options?.rows);
    const size = { scale: 100, width: 700, height: 34, barY: 10, barHeight: 14 };
    const view = { state, shown, origin: 0, ...size, ...options?.view };
    return lib.layoutArrows(lib.itemsOf(state.messages, ""), lib.rowNumbers(rows), view);
}"""


def test_an_arrow_goes_from_the_sender_to_the_receiver(js):
    """From the lower edge of one lane, when it was sent, to the upper edge of the other, when it was received."""
    frame = key_frame(
        KERNEL, MAKER, TAKER, messages=[[1, "q", "k", "m", 1, 2, 9, "", None], [2, "q", "m", "k", 1, 2, 9, "", None]]
    )
    rows = js("frame => [...lib.rowNumbers(lib.layoutRows(after(frame).processes.values()))]", frame)
    assert rows == [["0", 0], ["k", 1], ["m", 2]]
    down, up = (arrow["curve"] for arrow in js(ARROWS, frame, 4))
    assert (down[:2], down[-2:]) == ([100, 58], [200, 78])
    assert (up[:2], up[-2:]) == ([100, 78], [200, 58])


@pytest.mark.parametrize(
    ("shown", "kinds"),
    [(0.9, []), (1.05, ["under way"]), (2, ["arrow", "under way"]), (3.9, ["arrow", "arrow", "under way", "error"]),
     (4, ["arrow", "arrow", "unread", "error"])],
)  # fmt: skip
def test_arrows_at_a_time(js, shown, kinds):
    """The future is not drawn: what has not been received is under way, and at the end nobody received it."""
    assert [arrow["kind"] for arrow in js(ARROWS, TALK, shown)] == kinds


def test_live_messages_may_still_be_received(js):
    """Nothing is lost before the end."""
    assert [arrow["kind"] for arrow in js(ARROWS, {**TALK, "live": True}, 4)][2] == "under way"


def test_unknown_ends_and_loops(js):
    """A message from nowhere, to nowhere, and to oneself."""
    messages = [
        [1, "q", None, "m", 1, 2, 9, "", None],
        [2, "q", "m", None, 1, 2, 9, "", None],
        [3, "q", "m", "m", 1, 2, 9, "", None],
        [4, "q", None, None, 1, 2, 9, "", None],
        [5, "q", "?", "m", 1, 2, 9, "", None],
    ]
    kinds = [arrow["kind"] for arrow in js(ARROWS, key_frame(KERNEL, MAKER, messages=messages), 4)]
    assert kinds == ["from", "to", "loop", "from"]


def test_arrows_of_a_collapsed_group(js):
    """The group's row stands for its members."""
    frame = {**pool(100), "messages": [[1, "q", "0", "0.50", 1, 2, 9, "", None]]}
    assert js(ARROWS, frame, 4)[0]["curve"][-1] == 9 * 34 + 10


def test_arrows_outside_the_window_are_left_out(js):
    """A zoomed picture draws what can be seen."""
    view = {"view": {"origin": 2, "scale": 350, "width": 700}}
    assert [arrow["message"]["id"] for arrow in js(ARROWS, TALK, 4, view)] == [2, 3, 4]


def test_the_nearest_arrow_is_found(js):
    """Within six pixels of its curve, or of the ring at its end."""
    function = f"(frame, x, y) => lib.nearestArrow(({ARROWS})(frame, 4), x, y)?.message.id ?? null"
    middle = (1 * 34 + 24 + 2 * 34 + 10) / 2
    frame = {**TALK, "messages": [[1, "q", "k", "m", 1, 1.2, 9, "", None], [2, "q", "k", None, 2, None, 9, "", None]]}
    assert js(function, frame, 112, middle) == 1
    assert js(function, frame, 130, middle) is None
    assert js(function, frame, 203, 58 + 12) == 2


def test_paths_of_arrows(js):
    """A line and a head for one that arrived, a ring for one that nobody received, a red one for an error."""
    paths = js(f"(frame) => lib.arrowPaths(({ARROWS})(frame, 4))", TALK)
    count = {part: path.count("M") for part, path in paths.items()}
    assert count == {"line": 4, "dashed": 0, "head": 2, "dot": 4, "ring": 1, "bad": 1}
