"""The live picture in a blank page: its pure functions, and what a learner can do with it. No server, no kernel."""

import dataclasses
import json
import os
import random
from itertools import pairwise

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect

from browsing import chromium, headless_browser, open_page
from helpers.live import Event, Snapshot, Use
from helpers.live.frame import Encoder
from helpers.live.history import Draft
from helpers.live.page import page as saved_page
from helpers.live.script import script, style
from helpers.live.text import plain

DASH = "\u2013"
TIMES = "\u00d7"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"

IMPORT = """async source => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    window.lib = await import(address);
    window.after = (...frames) => frames.reduce(lib.applyFrame, lib.emptyState());
    window.plain = state => Object.fromEntries(Object.entries(state).map(([field, value]) =>
        [field, value instanceof Map ? Object.fromEntries(value) : value?.all ? [...value.all] : value]));
}"""
MOUNT = """() => {
    window.store = lib.createStore();
    window.takeAway = lib.mountPicture(document.body, store.getState, store.subscribe);
}"""
# The contrast of each text with what is behind it, in numbers of WCAG 2: 1 for none, 21 for black on white.
CONTRASTS = """() => {
    const rgba = text => [...text.matchAll(/[\\d.]+/g)].map(Number).concat(1).slice(0, 4);
    const over = ([r, g, b, a], ground) => [r, g, b].map((x, k) => x * a + ground[k] * (1 - a));
    const path = element => element ? [...path(element.parentElement), element] : [];
    const linear = x => x / 255 <= 0.04045 ? x / 255 / 12.92 : ((x / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const contrast = element => {
        const styles = path(element).map(part => getComputedStyle(part));
        const ground = styles.reduce((below, style) => over(rgba(style.backgroundColor), below), [255, 255, 255]);
        const style = styles.at(-1);
        const [r, g, b, a] = rgba(element instanceof SVGElement ? style.fill : style.color);
        const opacity = styles.reduce((product, { opacity }) => product * Number(opacity), a);
        const [dark, light] = [ground, over([r, g, b, opacity], ground)].map(luminance).sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
    };
    const written = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll(".mmv-picture *")]
        .filter(element => written(element) && element.checkVisibility())
        .map(element => [element.getAttribute("class"), element.textContent, contrast(element)]);
}"""


# --- made-up frames ----------------------------------------------------------------------------------------------


def process(number, *spans, name=None, parent="0", use=(), ticks=(), **fields):
    given = {"id": number, "name": name or number, "pid": None, "parent": parent, "system_parent": parent}
    given |= {"role": "worker", "detail": "", "method": "spawn", "started": spans[0][0] if spans else 0}
    given |= {"ended": None, "outcome": None, "failed": False}
    lists = {"spans": spans, "use": use, "ticks": ticks}
    return {**given, **fields, **{field: {"from": 0, "add": list(items)} for field, items in lists.items()}}


LISTS = "objects", "messages", "waits", "holds", "tasks", "levels", "counts"


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


# --- fixtures ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser():
    """Give a headless Chromium, or skip where there is none."""
    if chromium() is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium; install the system's package, for example: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    with headless_browser() as browser:
        yield browser


def blank(page):
    page.set_content(f"<!doctype html><style>{style()}</style><body>")
    page.evaluate(IMPORT, script())


@pytest.fixture(scope="module")
def js(browser):
    """Give a function that calls one of JavaScript; there `lib` is the module, `after(...frames)` the state."""
    with open_page(browser) as page:
        blank(page)

        def call(function, *arguments):
            # As JSON, which is what frames travel as; Playwright's own way is slow for large states.
            script = f"given => JSON.stringify(({function})(...JSON.parse(given)))"
            return json.loads(page.evaluate(script, json.dumps(arguments)))

        yield call


@pytest.fixture
def page(browser):
    """Give a page with an empty picture; what it complains about fails the test, and so does a script that ran."""
    problems = []
    with open_page(browser) as page:
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda opened: (problems.append(opened.message), opened.dismiss()))
        blank(page)
        page.evaluate(MOUNT)
        yield page
    assert problems == []


def send(page, *frames):
    """Give frames to the picture and let it draw them."""
    page.evaluate("frames => frames.forEach(store.apply)", list(frames))
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def row(page, number):
    return page.locator(f'.mmv-row[data-process-id="{number}"]')


def press(page, key, times=1):
    for _ in range(times):
        page.keyboard.press(key)


# --- frames and the state ----------------------------------------------------------------------------------------


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


# --- with the real encoder ---------------------------------------------------------------------------------------


def random_snapshots(chance, steps=60):
    """Yield what is known of made-up processes while they start, work, say things, end and fail to start."""
    drafts = [Draft("0", "notebook kernel", None, "kernel", 0.0)]
    events, now = [], 0.0
    for number in range(steps):
        now += chance.random() / 3
        if chance.random() < 0.2:
            parent = chance.choice(drafts).id
            drafts.append(Draft(f"0.{number}", f"Process-{number}", parent, "worker", now, start_method="spawn"))
        if chance.random() < 0.05 and len(drafts) > 1:
            gone = drafts.pop()  # its start has failed
            events = [event for event in events if event.process != gone.id]
        for draft in drafts:
            happen(draft, now - chance.choice([0.0, 0.1]), events, chance)
        yield Snapshot(tuple(draft.finished() for draft in drafts), tuple(events), now, live=number < steps - 1)


def happen(draft, time, events, chance):
    """Let something happen to a process, or nothing."""
    match chance.randrange(8):
        case 0 | 1:
            draft.enter(max(time, draft.started), chance.choice(["starting", "running", "waiting"]))
        case 2:
            draft.leave(time)
        case 3:
            draft.use.append(Use(time, 100 * chance.random(), chance.randrange(10**8)))
        case 4:
            events.append(Event(time, draft.id, "said", chance.choice(["hello", "x" * 400, HOSTILE, "\u2603"])))
        case 5 if draft.id != "0" and chance.random() < 0.3:
            draft.exit_code = chance.choice([None, 0, 1, -9])
            draft.end(max(time, draft.started))
            draft.enter(draft.ended, "zombie")
        case 6:
            draft.pid = draft.pid or chance.randrange(10**5)


def encoded(seed):
    """Return frames of a made-up block, and for each a key frame that says all that was known then."""
    encoder, frames, whole = Encoder({"method": "spawn"}), [], []
    for snapshot in random_snapshots(random.Random(seed)):
        frames.append(encoder.frame(snapshot))
        whole.append(Encoder({"method": "spawn"}).frame(snapshot))
    assert not all(frame["key"] for frame in frames)
    return frames, whole


STATES = """frames => {
    let state = lib.emptyState();
    return frames.map(frame => plain(state = lib.applyFrame(state, frame)));
}"""


def known(states):
    return [{**state, "seq": None} for state in states]


@pytest.mark.parametrize("seed", range(8))
def test_frames_add_up(js, seed):
    """After every frame the state is what a key frame of that moment would give."""
    frames, whole = encoded(seed)
    assert known(js(STATES, frames)) == known(js(STATES, whole))


@pytest.mark.parametrize("seed", range(8))
def test_lost_frames_never_show_something_wrong(js, seed):
    """With frames lost at random, each state is what was known at some moment, and the last is the whole recording."""
    frames, whole = encoded(seed)
    chance = random.Random(seed)
    received = [frame for frame in frames[:-1] if chance.random() < 0.9] + frames[-1:]
    truth = known(js(STATES, whole))
    states = [state for state in js(STATES, received) if state["seq"] >= 0]
    assert all(known([state])[0] == truth[state["seq"]] for state in states)
    assert known(states)[-1] == truth[-1]


@pytest.mark.parametrize("seed", range(4))
def test_rows_do_not_depend_on_the_order_of_news(js, seed):
    """The tree has the same order, live or from a key frame."""
    frames, whole = encoded(seed)
    rows = "(...frames) => lib.layoutRows(after(...frames).processes.values()).map(row => [row.id, row.depth])"
    assert js(rows, *frames[:-1]) == js(rows, whole[-2])


def test_ends_come_with_the_encoder(js):
    """An exit code in a snapshot is an outcome in the state."""
    draft = Draft("0.1", "a", "0", "worker", 1.0, ended=2.0, exit_code=-9)
    kernel = Draft("0", "kernel", None, "kernel", 0.0)
    snapshot = Snapshot((kernel.finished(), draft.finished()), (), 3.0, live=True)
    before = dataclasses.replace(draft.finished(), ended=None, exit_code=None)
    encoder = Encoder({})
    frames = [encoder.frame(dataclasses.replace(snapshot, processes=(kernel.finished(), before)))]
    frames.append(encoder.frame(snapshot))
    process = js("(...frames) => after(...frames).processes.get('0.1')", *frames)
    assert (process["ended"], process["outcome"], process["failed"]) == (2, "SIGKILL", True)


# --- a process at one time ---------------------------------------------------------------------------------------


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


# --- rows --------------------------------------------------------------------------------------------------------

ROWS = "(frame, options) => lib.layoutRows(after(frame).processes.values(), options || {})"


def outline(rows):
    return " ".join(f"{'>' * row['depth']}{row['id']}" for row in rows)


def test_rows_are_in_order_of_start(js):
    """The kernel is first, whatever the order of the frame."""
    mixed = key_frame(*reversed(STORY["processes"]))
    assert outline(js(ROWS, mixed)) == "0 >t >0.1 >0.2 >0.3"


def test_ids_of_equal_starts_are_counted_not_spelled(js):
    """Worker 10 comes after worker 2."""
    assert outline(js(ROWS, pool(11))).endswith(">0.1 >0.2 >0.3 >0.4 >0.5 >0.6 >0.7 >0.8 >0.9 >0.10")


def test_tree_lines(js):
    """A row knows whether it is the last child, has children, and which ancestors' lines pass it."""
    nested = key_frame(KERNEL, process("a", [1, 2, "running"]), process("a.1", [1, 2, "running"], parent="a"), SERVER)
    rows = {row["id"]: row for row in js(ROWS, key_frame(*nested["processes"], process("b", [3, 4, "running"])))}
    assert (rows["a"]["last"], rows["a"]["hasChildren"]) == (False, True)
    assert (rows["b"]["last"], rows["b"]["hasChildren"]) == (True, False)
    assert (rows["a.1"]["depth"], rows["a.1"]["guides"], rows["a.1"]["last"]) == (2, [True], True)


def test_system_tree(js):
    """Under forkserver the operating system's parent is the fork server."""
    assert outline(js(ROWS, UNDER_FORKSERVER)) == "0 >s >0.1 >>0.1.1"
    assert outline(js(ROWS, UNDER_FORKSERVER, {"systemTree": True})) == "0 >s >>0.1 >>0.1.1"


def test_hidden_machinery_leaves_its_children(js):
    """Children of a hidden fork server move up to the nearest ancestor that is shown."""
    options = {"systemTree": True, "machinery": False}
    assert outline(js(ROWS, UNDER_FORKSERVER, options)) == "0 >0.1 >0.1.1"


def test_unknown_parents_and_circles_are_roots(js):
    """Every process has one row, whatever its parents are said to be."""
    parents = {"a": "b", "b": "a", "c": "nobody", "d": "d"}
    odd = [process(number, [1, 2, "running"], parent=parent) for number, parent in parents.items()]
    assert outline(js(ROWS, key_frame(*odd))) == "a b c d"


def test_many_children_of_one_role_become_a_group(js):
    """Eight stay, one row stands for the others."""
    rows = js(ROWS, pool(100))
    assert [row["kind"] for row in rows] == ["process"] * 9 + ["group"]
    assert len(rows[-1]["members"]) == 92


def test_few_rows_are_not_grouped(js):
    """Up to thirty rows are all shown."""
    assert len(js(ROWS, pool(29))) == 30


def test_an_expanded_group_shows_all(js):
    """Its row stays, to make it small again."""
    function = "(frame, id) => lib.layoutRows(after(frame).processes.values(), { expanded: new Set([id]) })"
    rows = js(function, pool(100), js(ROWS, pool(100))[-1]["id"])
    assert [row["kind"] for row in rows].count("process") == 101
    assert [row["expanded"] for row in rows if row["kind"] == "group"] == [True]


# --- time axis and lanes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("now", [0, 0.4, 1, 3.42, 6.1, 59, 601, 5000])
def test_live_axis_has_room(js, now):
    """The axis covers now, and not more than twice as much once there is something to see."""
    domain = js("now => lib.liveDomain(now)", now)
    assert now <= domain <= max(1, 2 * now)


@pytest.mark.parametrize("span", [0.003, 0.02, 0.3, 1, 3.42, 17, 59, 61, 400, 5000, 10**6])
def test_axis_marks(js, span):
    """Marks start at 0, stay on the axis, and have different labels with room between them."""
    ticks = js("span => lib.timeTicks(span, 700)", span)
    times = [tick["time"] for tick in ticks]
    assert times[0] == 0
    assert times[-1] <= span * 1.001
    assert all((b - a) / span * 700 >= 83 for a, b in pairwise(times))
    assert 2 <= len({tick["label"] for tick in ticks}) == len(ticks)


@pytest.mark.parametrize("size", [[0, 700], [1, 0], [-1, 700]])
def test_no_axis_no_marks(js, size):
    """Before there is something to measure, nothing is marked."""
    assert js("(span, width) => lib.timeTicks(span, width)", *size) == []


@pytest.mark.parametrize(("span", "label"), [(0.3, "50 ms"), (3, "0.5 s"), (8, "1 s"), (60, "10 s"), (400, "1:00 min")])
def test_axis_labels(js, span, label):
    """The unit fits the distance of the marks."""
    assert js("span => lib.timeTicks(span, 700)[1].label", span) == label


@pytest.mark.parametrize(("seconds", "text"), [(0, "0.00 s"), (3.421, "3.42 s"), (12.34, "12.3 s"), (61, "1:01 min")])
def test_durations(js, seconds, text):
    """As many digits as matter."""
    assert js("seconds => lib.formatSeconds(seconds)", seconds) == text


@pytest.mark.parametrize(("size", "text"), [(0, "0.0 MB"), (9.4e6, "9.4 MB"), (18.4e6, "18 MB"), (2.25e9, "2.3 GB")])
def test_memory_sizes(js, size, text):
    """Bytes become megabytes or gigabytes."""
    assert js("bytes => lib.formatMemory(bytes)", size) == text


PATHS = "(frame, id) => lib.lanePaths(after(frame).processes.get(id), 100, 10, 14)"


def test_lane_has_a_bar_for_each_closed_span(js):
    """A bar starts and ends where its span does."""
    assert js(PATHS, STORY, "0.1") == {
        "starting": "M100 10h50v14h-50z", "running": "M150 10h50v14h-50z",
        "waiting": "M200 10h50v14h-50z", "zombie": "M250 10h50v14h-50z",
    }  # fmt: skip


def test_open_span_is_left_to_the_growing_bar(js):
    """A path does not change while a span is open."""
    assert set(js(PATHS, STORY, "0.3").values()) == {""}


def test_short_spans_can_be_seen(js):
    """A bar is at least a pixel wide."""
    assert js(PATHS, key_frame(process("0.1", [1, 1.0001, "running"])), "0.1")["running"] == "M100 10h1v14h-1z"


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


@pytest.mark.parametrize(
    ("window", "factor", "anchor", "zoomed"),
    [(None, 0.5, 2, [1, 2]), ([1, 2], 0.5, 1, [1, 1]), ([1, 2], 2, 2, None), (None, 0.5, 4, [2, 2]),
     ([0, 1], 2, 1, [0, 2]),
     ([3, 1], 2, 3, [2, 2]), ([1, 2], float(10**6), 2, None)],
)  # fmt: skip
def test_zoom(js, window, factor, anchor, zoomed):
    """The anchor stays where it is as long as the window stays in the recording; all of it is no window."""
    assert js("(...given) => lib.zoomed(...given, 4)", window, factor, anchor) == zoomed


def test_zoom_has_an_end(js):
    """A millisecond, or a few thousandths of a long recording."""
    assert js("() => lib.zoomed([1, 0.001], 0.5, 1, 4)")[1] == 0.001


def test_axis_of_a_window(js):
    """Marks start in the window, in seconds with as many digits as they need."""
    labels = [tick["label"] for tick in js("() => lib.timeTicks(0.02, 700, 84, 3.4105)")]
    assert labels[:2] == ["3.415 s", "3.420 s"]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.000042, "42 µs"), (0.0123, "12.3 ms"), (0.138, "138 ms"), (2.5, "2.50 s")]
)
def test_short_durations(js, seconds, text):
    """Three digits are enough."""
    assert js("seconds => lib.formatDuration(seconds)", seconds) == text


@pytest.mark.parametrize(("size", "text"), [(31, "31 B"), (4_321, "4.32 kB"), (5e6, "5.0 MB")])
def test_message_sizes(js, size, text):
    """From bytes to megabytes."""
    assert js("size => lib.formatBytes(size)", size) == text


def test_coverage_of_a_group(js):
    """Who waits is alive and not busy; a zombie is neither."""
    function = "frame => lib.coverage([...after(frame).processes.values()], 4, 8, 4)"
    group = key_frame(QUICK, KILLED, ALIVE)
    cover = js(function, group)
    assert cover == {"alive": [0, 0, 2, 3, 3, 2, 1, 1], "busy": [0, 0, 2, 3, 2, 2, 1, 1]}


def test_area_is_drawn_in_steps(js):
    """Equal neighbours are one step, zeros are left out."""
    assert js("() => lib.areaPath([0, 1, 1, 2], 2, 10, 20, 16)") == "M10 20v-8h20v8zM30 20v-16h10v16z"


def test_words_have_room_until_the_next(js):
    """Words that have no room are left out, and only their first line is shown."""
    labels = js("() => lib.tickLabels([[1, 'a\\nb'], [2, 'c'], [2.1, 'd']], 100, 300)")
    assert [(label["text"], label["room"]) for label in labels] == [("a", 92), ("d", 82)]


# --- the picture in a page ---------------------------------------------------------------------------------------


def test_each_process_has_a_row(page):
    """Name, pid and outcome can be read."""
    send(page, STORY)
    expect(page.locator(".mmv-name")).to_have_text(["notebook kernel", "resource tracker", "quick", "killed", "alive"])
    expect(row(page, "0.1").locator(".mmv-pid")).to_have_text("8043")
    expect(page.locator(".mmv-outcome")).to_have_text(["", "", "exit 0", "SIGKILL", "still running"])


def test_screen_readers_get_a_sentence(page):
    """A row says who, what and how it ended."""
    send(page, STORY)
    expect(row(page, "0.1")).to_have_attribute("aria-label", "quick, worker, exit 0, pid 8043")


def test_data_are_never_markup(page):
    """Names, roles, words, outcomes and notes of hostile programs are text."""
    hostile = process("0.1", [1, None, "running"], name=HOSTILE, role=HOSTILE, detail=f"{HOSTILE} 2", method=HOSTILE,
                      ended=3.5, outcome=HOSTILE, ticks=[[1.1, HOSTILE]])  # fmt: skip
    send(page, key_frame(KERNEL, hostile, method=HOSTILE, notes=[HOSTILE]))
    row(page, "0.1").locator(".mmv-lane").hover()
    for part in (".mmv-say", ".mmv-notes", ".mmv-tip-name"):
        expect(page.locator(part)).to_have_text(HOSTILE)
    expect(page.locator(".mmv-tip-detail")).to_have_text(f"{HOSTILE} 2")
    expect(row(page, "0.1").locator(".mmv-name")).to_have_text(HOSTILE)
    expect(row(page, "0.1").locator(".mmv-outcome")).to_have_text(HOSTILE)
    expect(page.locator("img, script")).to_have_count(0)


def test_hostile_ids_and_names_in_attributes(page):
    """Quotes end no attribute, and a group's members can have any id."""
    send(page, key_frame(KERNEL, process('"><img src=x onerror=alert(3)>', [1, None, "running"])))
    expect(page.locator(".mmv-row")).to_have_count(2)
    expect(page.locator("img")).to_have_count(0)


def test_keys_on_the_slider_go_through_time(page):
    """Home is the start, End the end, arrows are steps."""
    send(page, STORY)
    page.locator(".mmv-slider").focus()
    press(page, "Home")
    expect(row(page, "0.1")).to_have_attribute("data-state", "pending")
    press(page, "PageUp", 4)
    expect(row(page, "0.1")).to_have_attribute("data-state", "running")
    press(page, "ArrowLeft", 5)
    expect(row(page, "0.1")).to_have_attribute("data-state", "starting")
    press(page, "End")
    expect(row(page, "0.1")).to_have_attribute("data-state", "ended")


def test_the_future_is_hidden(page):
    """Back in time, no outcome, word or pid of later is shown."""
    send(page, STORY)
    page.locator(".mmv-slider").focus()
    press(page, "Home")
    press(page, "PageUp", 2)
    expect(row(page, "0.1")).to_have_attribute("data-outcome", "")
    expect(row(page, "0.1").locator(".mmv-pid")).to_have_text(DASH)
    expect(page.locator(".mmv-say")).to_have_count(0)


def test_space_plays_and_pauses(page):
    """Time goes on by itself between two presses, from the start if it was at the end."""
    send(page, STORY)
    picture = page.locator(".mmv-picture")
    page.locator(".mmv-slider").focus()
    press(page, " ")
    expect(picture).to_have_attribute("data-playing", "true")
    page.wait_for_function("() => { const now = Number(document.querySelector('.mmv-picture').dataset.now);"
                           " return now > 0.2 && now < 3; }")  # fmt: skip
    press(page, " ")
    expect(picture).to_have_attribute("data-playing", "false")
    expect(page.locator(".mmv-play")).to_have_attribute("aria-label", "play")


def test_playing_stops_at_the_end(page):
    """At four times the speed, too."""
    send(page, STORY)
    page.get_by_label("speed 4 times").click()
    page.locator(".mmv-play").click()
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "true")
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "false")
    expect(page.locator(".mmv-picture")).to_have_attribute("data-now", "4")


def test_a_click_on_the_axis_goes_there(page):
    """The axis is a time line to grab."""
    send(page, STORY)
    axis = page.locator(".mmv-axis").bounding_box()
    page.mouse.click(axis["x"] + 2, axis["y"] + 10)
    expect(row(page, "0.1")).to_have_attribute("data-state", "pending")


@pytest.mark.parametrize("now", [0.0466, 0.0501, 0.101, 0.76, 1.005, 12.2, 61, 4000])
def test_labels_of_the_axis_are_whole(page, now):
    """A label that would not fit at the right end is left out."""
    send(page, key_frame(KERNEL, now=now))
    end = page.locator(".mmv-axis").bounding_box()
    labels = [label.bounding_box() for label in page.locator(".mmv-axis-label").all()]
    assert len(labels) >= 2
    assert max(label["x"] + label["width"] for label in labels) <= end["x"] + end["width"]


def test_no_replay_while_live(page):
    """There is no slider yet, and space does nothing."""
    send(page, {**STORY, "live": True})
    expect(page.locator(".mmv-slider")).to_be_hidden()
    row(page, "0").focus()
    press(page, " ")
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "false")


def test_the_end_of_the_block_is_announced(page):
    """A screen reader is told, once."""
    send(page, {**STORY, "live": True}, {**STORY, "seq": 1})
    expect(page.locator(".mmv-mode")).to_have_text("recording")
    send(page, {**STORY, "seq": 2, "live": True})
    send(page, {**STORY, "seq": 3})
    expect(page.get_by_role("status")).to_have_text("The block has ended after 4.00 s: 5 processes, 3 alive.")


def test_a_kernel_that_falls_silent_can_be_replayed(browser):
    """Seconds without news from a dead kernel turn the picture into a recording of what is known."""
    with open_page(browser) as page:
        page.clock.install()
        blank(page)
        page.evaluate(MOUNT)
        page.evaluate("frame => store.apply(frame)", {**STORY, "live": True})
        page.clock.run_for(1000)
        expect(page.locator(".mmv-mode")).to_have_text("live")
        page.clock.run_for(6000)
        expect(page.locator(".mmv-mode")).to_have_text("no news")
        expect(page.locator(".mmv-slider")).to_be_visible()


def test_key_frame_after_a_gap_repairs_the_picture(page):
    """What was missed is not shown until the next key frame brings it."""
    send(page, {**STORY, "live": True}, news(2, {"id": "0.3", "ended": 4, "outcome": "exit 3"}))
    expect(row(page, "0.3")).to_have_attribute("data-state", "running")
    ended = process("0.3", [1.4, 4, "running"], name="alive", ended=4, outcome="exit 3", failed=True)
    send(page, key_frame(KERNEL, ended, seq=3, now=5, live=True))
    expect(row(page, "0.3")).to_have_attribute("data-outcome", "exit 3")
    expect(page.locator(".mmv-row")).to_have_count(2)


def test_a_hundred_workers_fit(page):
    """Most of them are one row, which a click opens and another click closes."""
    send(page, pool(100))
    expect(page.locator(".mmv-row")).to_have_count(10)
    group = page.locator(".mmv-group .mmv-name")
    expect(group).to_have_text("… 92 more pool workers")
    group.click()
    expect(page.locator(".mmv-row")).to_have_count(102)
    expect(group).to_have_attribute("aria-expanded", "true")
    group.click()
    expect(page.locator(".mmv-row")).to_have_count(10)


def test_a_group_opens_by_keyboard(page):
    """Its name is a button."""
    send(page, pool(100))
    page.locator(".mmv-group .mmv-name").focus()
    press(page, "Enter")
    expect(page.locator(".mmv-row")).to_have_count(102)


def test_machinery_can_be_hidden(page):
    """What multiprocessing starts for itself goes, and is not counted."""
    send(page, STORY)
    expect(page.locator(".mmv-pill").nth(1)).to_have_text("3 of 5 processes alive")
    page.get_by_role("switch", name="machinery").click()
    expect(row(page, "t")).to_have_count(0)
    expect(page.locator(".mmv-pill").nth(1)).to_have_text("2 of 4 processes alive")


def test_system_tree_can_be_shown(page):
    """The switch moves a grandchild from its parent to the fork server, one level up."""
    send(page, UNDER_FORKSERVER)
    switch = page.get_by_role("switch", name="system tree")
    indent = "() => Number(document.querySelector('[data-process-id=\"0.1\"] .mmv-tree').getAttribute('width'))"
    before = page.evaluate(indent)
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.wait_for_function(f"before => ({indent})() > before", arg=before)


def test_switches_hide_where_they_change_nothing(page):
    """Without a fork server both trees are the same."""
    send(page, key_frame(KERNEL, QUICK))
    expect(page.locator(".mmv-toggle:visible")).to_have_count(0)


def test_rows_are_read_by_keyboard(page):
    """Down goes to the next row, left to the moment before, Escape closes what is shown."""
    send(page, STORY)
    row(page, "0").focus()
    press(page, "ArrowDown", 2)
    expect(row(page, "0.1")).to_be_focused()
    tip = page.locator(".mmv-tip")
    press(page, "ArrowLeft")
    expect(tip).to_contain_text("zombie")
    press(page, "ArrowLeft")
    expect(tip).to_contain_text("waiting")
    press(page, "Escape")
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("part", [".mmv-slider", ".mmv-play"])
def test_jupyterlab_keeps_its_own_keys(page, part):
    """Arrows are the picture's, Shift+Enter still runs the cell, even from a button."""
    send(page, STORY)
    page.locator(part).focus()
    press(page, "ArrowLeft")
    expect(page.locator(".mmv-picture[data-lm-suppress-shortcuts]")).to_have_count(1)
    press(page, "Shift+Enter")
    expect(page.locator(".mmv-picture[data-lm-suppress-shortcuts]")).to_have_count(0)


@pytest.mark.parametrize(
    ("methods", "told"),
    [([], "starting"), (["spawn"], "starting (spawn: import)"), (["spawn", "fork"], "starting (fork, spawn: import)")],
)
def test_legend_names_the_start_methods_of_the_processes(page, methods, told):
    """Not the default method: a context can have another one."""
    children = [process(f"0.{n}", [1, None, "starting"], method=method) for n, method in enumerate(methods)]
    send(page, key_frame({**KERNEL, "method": None}, SERVER, *children, method="forkserver"))
    expect(page.locator(".mmv-legend-item", has_text="starting")).to_have_text(told)


@pytest.mark.parametrize(("wish", "animation"), [("reduce", "none"), ("no-preference", "mmv-pulse")])
def test_reduced_motion(page, wish, animation):
    """The live dot does not pulse for those who asked for calm."""
    page.emulate_media(reduced_motion=wish)
    send(page, {**STORY, "live": True})
    assert page.evaluate("() => getComputedStyle(document.querySelector('.mmv-live-dot')).animationName") == animation


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("frame", [STORY, pool(100), TALK], ids=["story", "pool", "talk"])
def test_text_has_contrast(page, theme, frame):
    """Every text of a recording, and of the tooltip, has a contrast of 4.5 or more."""
    jupyterlab = {"light": ("#fff", "rgb(0 0 0 / 87%)"), "dark": ("#111", "#fff")}[theme]
    page.evaluate(
        """([theme, ground, text]) => {
            document.body.dataset.jpThemeLight = theme === "light";
            document.body.style.setProperty("--jp-layout-color0", ground);
            document.body.style.setProperty("--jp-ui-font-color1", text);
        }""",
        [theme, *jupyterlab],
    )
    meta = {"method": "spawn", "cpus": 8, "cpus_usable": 2, "notes": ["a note"]}
    send(page, {**frame, "meta": meta})
    page.locator(".mmv-row .mmv-lane").nth(2).hover()
    expect(page.locator(".mmv-tip")).to_be_visible()
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 30
    assert [found for found in contrasts if found[2] < 4.5] == []


@pytest.mark.parametrize("width", [1200, 640, 440, 320])
def test_nothing_sticks_out(page, width):
    """The picture fits a narrow window, and no lane is lost."""
    page.set_viewport_size({"width": width, "height": 800})
    send(page, STORY)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert row(page, "0.1").locator(".mmv-lane").bounding_box()["width"] > 100


def test_taking_it_away_leaves_nothing(page):
    """The element is empty again, and later frames find no listener."""
    send(page, STORY)
    page.evaluate("() => takeAway()")
    send(page, {**STORY, "seq": 1})
    expect(page.locator(".mmv-picture")).to_have_count(0)


def test_views_of_a_model_share_its_state(page):
    """A view that is opened late shows all that the widget knows."""
    rows = page.evaluate(
        """frame => {
            const widget = lib.default();
            const listeners = new Set();
            const model = { get: () => frame, on: (_, f) => listeners.add(f), off: (_, f) => listeners.delete(f) };
            const close = widget.initialize({ model });
            const el = document.createElement("div");
            document.body.append(el);
            widget.render({ el });
            close();
            return [el.querySelectorAll(".mmv-row").length, listeners.size];
        }""",
        STORY,
    )
    assert rows == [5, 0]


# --- messages, waits, tasks in a page ----------------------------------------------------------------------------


def go_to(page, time):
    """Move the slider."""
    page.locator(".mmv-slider").evaluate(
        "(slider, time) => { slider.value = time; slider.dispatchEvent(new Event('input')); }", time
    )


def arrow_at(page, number):
    """Return the middle of that arrow, in pixels of the page."""
    return page.evaluate(
        """number => {
            const line = document.querySelector(".mmv-arrows-all .mmv-arrow-line").getAttribute("d").split("M")[number];
            const [x0, y0, , , , , x1, y1] = line.match(/[-\\d.]+/g).map(Number);
            const { left, top } = document.querySelector(".mmv-front").getBoundingClientRect();
            return [left + (x0 + x1) / 2, top + (y0 + y1) / 2];
        }""",
        number,
    )


@pytest.mark.parametrize(("time", "arrows"), [(0.5, 0), (1.05, 1), (2, 2), (4, 4)])
def test_replay_uncovers_messages(page, time, arrows):
    """A message is not shown before it was sent."""
    send(page, TALK)
    go_to(page, time)
    expect(page.locator(".mmv-front")).to_have_attribute("data-messages", str(arrows))


def test_messages_can_be_hidden(page):
    """The switch is there if there are messages."""
    send(page, TALK)
    page.get_by_role("switch", name="messages").click()
    expect(page.locator(".mmv-front")).to_have_attribute("data-messages", "0")
    send(page, {**STORY, "seq": 1})
    expect(page.get_by_role("switch", name="messages")).to_be_hidden()


def test_an_arrow_is_read_by_pointer(page):
    """Near it, the tooltip is about the message, and the arrow stands out."""
    send(page, TALK)
    page.mouse.move(*arrow_at(page, 1))
    expect(page.locator(".mmv-tip-name")).to_have_text("Queue tasks · message 1")
    expect(page.locator(".mmv-front")).to_have_attribute("data-chosen", "1")
    row(page, "0").locator(".mmv-name").hover()
    expect(page.locator(".mmv-tip-name")).to_have_text("notebook kernel")
    expect(page.locator(".mmv-front[data-chosen]")).to_have_count(0)


def test_messages_are_read_by_keyboard(page):
    """M goes to the next message of a row, Shift+M back, and a screen reader is told."""
    send(page, TALK)
    row(page, "m").focus()
    press(page, "m", 2)
    expect(page.locator(".mmv-tip-name")).to_have_text("Queue tasks · message 2")
    press(page, "Shift+M")
    expect(page.locator(".mmv-front")).to_have_attribute("data-chosen", "1")
    expect(page.get_by_role("status")).to_contain_text("maker → taker, ('thumb', 17)")


def test_rows_say_what_they_wait_for_and_work_on(page):
    """At the time that is shown."""
    send(page, TALK)
    expect(row(page, "k")).to_have_attribute("data-waits", "acquire shelf")
    expect(row(page, "k").locator(".mmv-outcome")).to_have_text("waits: acquire shelf")
    expect(row(page, "k")).to_have_attribute("aria-label", "taker, worker, still running, waiting: acquire shelf")
    go_to(page, 1.1)
    expect(row(page, "k")).to_have_attribute("data-waits", "get tasks")
    expect(row(page, "m")).to_have_attribute("data-task", "square")
    expect(row(page, "m")).to_have_attribute("aria-label", f"maker, worker, running, task square #3 {TIMES}5")
    expect(row(page, "m").locator(".mmv-label-task")).to_have_text(f"square #3 {TIMES}5")
    expect(row(page, "m").locator(".mmv-label-bad")).to_have_text("root #0")


def test_a_deadlock_is_announced(page):
    """The end of the block tells who waits."""
    send(page, {**TALK, "live": True}, {**TALK, "seq": 1})
    expect(page.get_by_role("status")).to_contain_text("Waiting: notebook kernel (join maker), taker (acquire shelf).")


@pytest.mark.parametrize(("time", "level"), [(0.5, 0), (1.05, 1), (1.2, 0), (4, 1)])
def test_a_queue_has_a_strip(page, time, level):
    """Its level is that of the time that is shown."""
    send(page, TALK)
    go_to(page, time)
    expect(page.locator(".mmv-strip")).to_have_attribute("data-name", "tasks")
    expect(page.locator(".mmv-strip")).to_have_attribute("data-level", str(level))


def test_many_queues(page):
    """Four strips, and the others on request."""
    queues = [f"q{n}" for n in range(6)]
    send(
        page,
        key_frame(
            KERNEL,
            objects=[[q, q, "Queue", None] for q in queues],
            levels={q: {"from": 0, "add": [[1, 1]]} for q in queues},
        ),
    )
    expect(page.locator(".mmv-strip")).to_have_count(4)
    page.get_by_text("… 2 more").click()
    expect(page.locator(".mmv-strip")).to_have_count(6)
    page.get_by_text("show fewer").click()
    expect(page.locator(".mmv-strip")).to_have_count(4)


def test_steps_from_event_to_event(page):
    """By button and by key; the line under the slider says what happens."""
    send(page, TALK)
    picture = page.locator(".mmv-picture")
    go_to(page, 1.02)
    page.locator(".mmv-next").click()
    expect(picture).to_have_attribute("data-now", "1.138")
    expect(page.locator(".mmv-caption")).to_have_text(
        "1.138 s: taker receives ('thumb', 17) from tasks; taker goes on: get tasks"
    )
    press(page, ",")
    expect(picture).to_have_attribute("data-now", "1")
    page.locator(".mmv-previous").click()
    expect(picture).to_have_attribute("data-now", "0.8")
    press(page, ".")
    expect(picture).to_have_attribute("data-now", "1")


def test_zoom_in_a_page(page):
    """Buttons, keys and the wheel change the window; the slider moves it."""
    send(page, TALK)
    picture = page.locator(".mmv-picture")
    go_to(page, 1)
    page.locator(".mmv-zoom-in").click()
    expect(picture).to_have_attribute("data-window", "0.5000 2.0000")
    press(page, "+")
    expect(picture).to_have_attribute("data-window", "0.7500 1.0000")
    go_to(page, 3)
    expect(picture).to_have_attribute("data-window", "2.5000 1.0000")
    press(page, "-")
    expect(picture).to_have_attribute("data-window", "2.0000 2.0000")
    page.locator(".mmv-zoom-fit").click()
    expect(picture).to_have_attribute("data-window", "")
    row(page, "m").locator(".mmv-lane").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(picture).not_to_have_attribute("data-window", "")


def test_lanes_follow_the_window(page):
    """A bar that began before the window fills it from the left."""
    send(page, TALK)
    go_to(page, 3)
    page.locator(".mmv-slider").focus()
    press(page, "+", 3)
    left = "() => document.querySelector('[data-process-id=k] .mmv-label').getBoundingClientRect().left"
    lane = row(page, "k").locator(".mmv-lane").bounding_box()
    page.wait_for_function(f"lane => Math.abs(({left})() - lane) < 12", arg=lane["x"])


def test_a_thinned_picture_says_so(page):
    """The note stands above the lanes."""
    send(page, {**TALK, "counts": {"messages": 12345, "messages_shown": 4}})
    expect(page.locator(".mmv-notes")).to_have_text("showing 4 of 12,345 messages; the recording has them all")


def test_names_of_shared_objects_are_never_markup(page):
    """Hostile messages, waits, tasks and queues are text."""
    hostile = key_frame(
        KERNEL, MAKER, TAKER, objects=[[HOSTILE, HOSTILE, HOSTILE, 3]],
        messages=[[HOSTILE, HOSTILE, "m", "k", 1, 1.5, 3, HOSTILE, None],
                  [2, HOSTILE, "m", None, 1.8, None, 3, HOSTILE, HOSTILE]],
        waits=[[1, "k", 1, None, HOSTILE, HOSTILE, HOSTILE]], holds=[[1, "m", 1, 2, HOSTILE]],
        tasks=[[1, "m", 1, 4, HOSTILE, HOSTILE, 1, 2, HOSTILE]], levels={HOSTILE: {"from": 0, "add": [[1, 1]]}},
        counts={HOSTILE: 3, f"{HOSTILE}_shown": 1},
    )  # fmt: skip
    send(page, hostile)
    page.mouse.move(*arrow_at(page, 1))
    expect(page.locator(".mmv-tip-said")).to_have_text(HOSTILE)
    row(page, "m").locator(".mmv-lane").hover()
    expect(page.locator(".mmv-strip-name")).to_have_text(HOSTILE)
    go_to(page, 1.2)
    page.locator(".mmv-next").click()
    expect(page.locator(".mmv-caption")).to_contain_text(HOSTILE)
    expect(page.locator("img, script")).to_have_count(0)


# --- the saved page ----------------------------------------------------------------------------------------------


@pytest.fixture
def saved(browser, tmp_path):
    """Give a function that opens a recording's page from disk, offline; complaints fail the test."""
    problems = []
    with open_page(browser) as page:
        page.context.set_offline(True)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("dialog", lambda opened: (problems.append(opened.message), opened.dismiss()))
        page.on("request", lambda request: problems.append(request.url) if request.url[:5] != "file:" else None)

        def opened(*given):
            path = tmp_path / "run.html"
            path.write_text(saved_page(*given), encoding="utf-8")
            page.goto(path.as_uri())
            return page

        yield opened
    assert problems == []


def test_a_saved_page_replays(saved):
    """From disk, without a network, a kernel or a server."""
    page = saved(TALK, "a run", "notebook kernel")
    expect(page).to_have_title("a run")
    expect(page.locator(".mmv-name")).to_have_text(["notebook kernel", "taker", "maker"])
    page.locator(".mmv-play").click()
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "true")
    go_to(page, 1.05)
    expect(page.locator(".mmv-front")).to_have_attribute("data-messages", "1")
    assert page.evaluate("() => getComputedStyle(document.querySelector('.mmv-head')).display") == "flex"


@pytest.mark.parametrize(("scheme", "light"), [("light", "true"), ("dark", "false")])
def test_a_saved_page_follows_the_colours_of_the_system(saved, scheme, light):
    """Also when they change."""
    page = saved(TALK, "a run")
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)


@pytest.mark.parametrize(
    "text", [HOSTILE, "</script><script>alert(1)</script>", "]]><!-- <script>", "\u2028\u2029\0 {title} \ud800 {{"]
)
def test_a_saved_page_runs_nothing_of_the_recording(saved, text):
    """Whatever a process is called or says is text, in the title too."""
    named = process("0.1", [1, None, "running"], name=text, ticks=[[1.1, text]])
    page = saved(key_frame(KERNEL, named, notes=[text]), text, text)
    expect(row(page, "0.1").locator(".mmv-name")).to_have_count(1)
    expect(row(page, "0.1").locator(".mmv-name")).to_have_text(plain(text))
    expect(page.locator("body script")).to_have_count(2)
    expect(page.locator("img")).to_have_count(0)


def test_everything_is_told_in_words(saved):
    """Who does not see the arrows opens a list: messages with sender and receiver, waits, ends; as text alone."""
    page = saved(TALK, "a run")
    page.locator(".mmv-told summary").click()
    lines = page.locator(".mmv-events li").all_inner_texts()
    assert any(" sends " in line for line in lines)
    assert any(" receives " in line for line in lines)
    times = [float(line.partition(" s:")[0]) for line in lines]
    assert times == sorted(times)
