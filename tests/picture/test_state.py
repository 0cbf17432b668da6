"""Frames and the state that they make."""

import pytest

from picture.frames import ALIVE, KERNEL, STORY, TALK, key_frame, news, process


def test_news_before_a_key_frame_are_ignored(js):
    """A page that comes late waits for a key frame."""
    assert js("frame => after(frame).seq", news(0, ALIVE)) == -1


@pytest.mark.parametrize("frame", [None, {}, {"seq": "1"}, {"key": True}])
def test_what_is_no_frame_is_ignored(js, frame):
    """The widget's empty first value changes nothing."""
    assert js("frame => after(frame).processes.size", frame) == 0


def test_open_span_is_replaced(js):
    """A span that was open gets its end, and the next one follows it."""
    closed = {"id": "0.3", "spans": {"from": 0, "add": [[1.4, 4.5, "running"], [4.5, None, "waiting"]]}}
    spans = js("(...frames) => after(...frames).processes.get('0.3').spans", STORY, news(1, closed))
    assert spans == [[1.4, 4.5, "running"], [4.5, None, "waiting"]]


def test_lists_grow(js):
    """What was said before stays."""
    said = {"id": "0.1", "ticks": {"from": 2, "add": [[2.2, "again"]]}}
    ticks = js("(...frames) => after(...frames).processes.get('0.1').ticks", STORY, news(1, said))
    assert [text for _, text in ticks] == ["hello", "bye", "again"]


def test_fields_without_news_stay(js):
    """A frame names only the fields that are new; null is news too."""
    changed = {"id": "0.1", "pid": 7, "outcome": None}
    after = js("(...frames) => after(...frames).processes.get('0.1')", STORY, news(1, changed))
    assert (after["pid"], after["outcome"], after["name"], after["ended"]) == (7, None, "quick", 2.5)


def test_a_frame_leaves_the_old_state_alone(js):
    """States are values: the one before is untouched, and shares the processes that have no news."""
    function = """(first, second) => {
        const before = after(first);
        const copy = JSON.stringify(plain(before));
        const next = lib.applyFrame(before, second);
        const shared = [...before.processes.keys()].filter(id => before.processes.get(id) === next.processes.get(id));
        return [JSON.stringify(plain(before)) === copy, shared];
    }"""
    assert js(function, STORY, news(1, {"id": "0.3", "pid": 5})) == [True, ["0", "t", "0.1", "0.2"]]


def test_news_after_a_gap_are_ignored(js):
    """What follows a lost frame might not fit, and is left out."""
    state = js("(...frames) => plain(after(...frames))", STORY, news(2, {"id": "0.3", "pid": 5}), news(3))
    assert (state["seq"], state["processes"]["0.3"]["pid"]) == (0, None)


def test_key_frame_after_a_gap_is_the_whole_truth(js):
    """A key frame needs no frame before it, and forgets processes that it does not name."""
    state = js("(...frames) => plain(after(...frames))", STORY, key_frame(KERNEL, seq=7, now=9))
    assert (state["seq"], state["now"], list(state["processes"])) == (7, 9, ["0"])


def test_unknown_state_counts_as_waiting(js):
    """A newer kernel may know more states than this picture."""
    newer = key_frame(process("0.1", [1, None, "parked"]))
    assert js("frame => after(frame).processes.get('0.1').spans", newer) == [[1, None, "waiting"]]


def test_what_has_no_time_is_dropped(js):
    """Broken items do no harm."""
    broken = key_frame(process("0.1", [None, 1, "running"], ["1", 2, "running"], [1, 2, "running"], started=1))
    assert js("frame => after(frame).processes.get('0.1').spans", broken) == [[1, 2, "running"]]


def test_an_item_takes_the_place_of_the_one_with_its_id(js):
    """A message that was under way has been received; the others keep their identity and their order."""
    function = """(first, second) => {
        const before = after(first);
        const next = lib.applyFrame(before, second);
        const [old, now] = [before, next].map(state => lib.itemsOf(state.messages, ""));
        const same = lib.itemsOf(before.waits, "k") === lib.itemsOf(next.waits, "k");
        return [now.map(({ id, received }) => [id, received]), now[0] === old[0], old[2].received, same];
    }"""
    received = news(1, messages=[[3, "q", "m", "k", 3, 3.2, 7, "found", None]], waits=[])
    result = js(function, TALK, received)
    assert result == [[[1, 1.138], [2, 2.5], [3, 3.2], [4, None]], True, None, True]


def test_waits_and_tasks_belong_to_a_process(js):
    """They are sorted by their start, whatever the order of the frames."""
    early = news(1, waits=[[9, "k", 0.1, 0.2, "get", "tasks", "q"]], tasks=[[9, "k", 1, 2, "cube", 1, 0, 1, None]])
    function = "(...frames) => { const s = after(...frames); return lib.itemsOf(s.waits, 'k').map(({ id }) => id); }"
    assert js(function, TALK, early) == [9, 1, 2, 3]


@pytest.mark.parametrize(
    "lists",
    [{"messages": [None, [], [1], ["x", "q", None, None, "soon"]]}, {"waits": [[1, None, 1], [2, "k", None]]},
     {"holds": 3, "tasks": "x", "levels": None, "objects": [[None]], "counts": 5}, {"levels": {"q": None}}],
)  # fmt: skip
def test_broken_lists_do_no_harm(js, lists):
    """What has no id, owner or time is left out."""
    sizes = "f => { const s = after(f); return [s.messages, s.waits, s.holds, s.tasks].map(({ all }) => all.size); }"
    assert js(sizes, key_frame(KERNEL, **lists)) == [0, 0, 0, 0]


def test_levels_grow(js):
    """As spans do: cut to the first few, and then some more."""
    more = news(1, levels={"q": {"from": 4, "add": [[2.7, 3]]}})
    assert js("(...f) => after(...f).levels.get('q').slice(3)", TALK, more) == [[2.5, 0], [2.7, 3]]


def test_listeners_hear_of_changes_only(js):
    """An ignored frame draws nothing, and a listener can leave."""
    function = """(first, lost) => {
        let heard = 0;
        const store = lib.createStore();
        const leave = store.subscribe(() => heard++);
        [first, lost, first].forEach(store.apply);
        leave();
        store.apply(first);
        return heard;
    }"""
    assert js(function, STORY, news(5)) == 2
