"""Frames of the real encoder, some of them lost."""

import dataclasses
import random

import pytest

from helpers.live import Event, Snapshot, Use
from helpers.record.draft import Draft
from helpers.show.frame import Encoder
from picture.frames import HOSTILE


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
