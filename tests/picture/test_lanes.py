"""What is drawn in a lane: spans, tasks, locks, levels, groups, words."""

from picture.frames import ALIVE, KILLED, QUICK, STORY, TALK, key_frame, process

PATHS = "(frame, id) => lib.lanePaths(after(frame).processes.get(id), 100, 10, 14)"


def test_lane_has_a_bar_for_each_closed_span(js):
    """A bar starts and ends where its span does."""
    assert js(PATHS, STORY, "0.1") == {
        "starting": "M100 10h50v14h-50z", "running": "M150 10h50v14h-50z",
        "waiting": "M200 10h50v14h-50z", "zombie": "M250 10h50v14h-50z", "ready": "",
    }  # fmt: skip


def test_open_span_is_left_to_the_growing_bar(js):
    """A path does not change while a span is open."""
    assert set(js(PATHS, STORY, "0.3").values()) == {""}


def test_short_spans_can_be_seen(js):
    """A bar is at least a pixel wide."""
    assert js(PATHS, key_frame(process("0.1", [1, 1.0001, "running"])), "0.1")["running"] == "M100 10h1v14h-1z"


def test_labels_in_a_lane_fit(js):
    """The full text, a short one, or none."""
    function = """(frame, scale) => {
        const state = after(frame);
        const view = { state, origin: 0, scale, width: 900 };
        const process = state.processes.get("m");
        const first = lib.itemsOf(state.tasks, "m").slice(0, 1);
        return lib.stretchLabels(first, process, view, () => ["square #3", "#3"]).map(({ text }) => text);
    }"""
    assert [js(function, TALK, scale) for scale in (100, 30, 15)] == [["square #3"], ["#3"], []]


def test_words_have_room_until_the_next(js):
    """Words that have no room are left out, and only their first line is shown."""
    labels = js("() => lib.tickLabels([[1, 'a\\nb'], [2, 'c'], [2.1, 'd']], 100, 300)")
    assert [(label["text"], label["room"]) for label in labels] == [("a", 92), ("d", 82)]


def test_sleep_in_a_task(js):
    """A long stretch without a CPU is drawn as waiting; what is short may be the sampler's mistake."""
    worker = process("m", [0, 1.05, "waiting"], [1.05, 1.4, "running"], [1.4, 2, "waiting"])
    function = """frame => {
        const state = after(frame);
        return lib.sleepsOf({ start: 1, end: 1.8 }, 1.8, state.processes.get("m"), 4);
    }"""
    assert js(function, key_frame(worker)) == [[1.4, 1.8]]


def test_nested_locks_have_bands_of_their_own(js):
    """A lock that is taken while another is held is drawn below it."""
    function = """holds => lib.holdBands(holds, { ended: null }, 9).map(({ band }) => band)"""
    holds = [{"start": 0, "end": 2}, {"start": 1, "end": 1.5}, {"start": 3, "end": None}, {"start": 4, "end": 5}]
    assert js(function, holds) == [0, 1, 0, 1]


def test_levels_are_drawn_in_steps(js):
    """Up when a message is sent, down when it is received."""
    assert js("() => lib.levelPath([[1, 1], [2, 2], [3, 0]], 10, 2, 20, 10)") == "M0 20H10V15H20V10H30V20"


def test_coverage_of_a_group(js):
    """Who waits is alive and not busy; a zombie is neither."""
    function = "frame => lib.coverage([...after(frame).processes.values()], 4, 8, 4)"
    group = key_frame(QUICK, KILLED, ALIVE)
    cover = js(function, group)
    assert cover == {"alive": [0, 0, 2, 3, 3, 2, 1, 1], "busy": [0, 0, 2, 3, 2, 2, 1, 1]}


def test_area_is_drawn_in_steps(js):
    """Equal neighbours are one step, zeros are left out."""
    assert js("() => lib.areaPath([0, 1, 1, 2], 2, 10, 20, 16)") == "M10 20v-8h20v8zM30 20v-16h10v16z"
