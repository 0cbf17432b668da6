"""One road from a process to the picture: live news and the finished recording are the same rows."""

import dataclasses
import json

import pytest

from helpers.live import Attachment, Call, Event, Future, Hold, Message, Process, Shared, Span, Task, Use, Wait
from helpers.record.history import History
from helpers.record.ledger import Ledger
from helpers.record.tail import Record
from helpers.show import courier, wire
from helpers.show.courier import Courier
from helpers.show.frame import Encoder
from helpers.trace import tape

MS = 10**6
KINDS = ("messages", "waits", "holds", "tasks", "attachments", "calls", "futures")


def told(*records):
    """Return the history of a main process and a child that have told these records (process, kind, time, fields)."""
    history = History(0, 10, "main process", leaves_zombies=True)
    history.event("0", {"kind": "starting", "t": 1, "child": "0.1", "name": "child", "method": "fork"})
    history.event("0.1", {"kind": "running", "t": 2, "pid": 11})
    history.event("0", {"kind": "made", "t": 3, "o": "0:1", "type": "Queue", "name": "tasks"})
    for process in ("0", "0.1"):
        history.event(process, {"kind": "ref", "t": 4, "r": 1, "o": "0:1"})
        history.event(process, {"kind": "ref", "t": 4, "r": 2, "p": "0.1"})
    for kind in ("made", "attached", "closed"):
        history.event("0", {"kind": kind, "t": 5 * MS, "o": "bpsm_1", "type": "SharedMemory", "bytes": 64, "at": None})
    tell(history, *records)
    return history


def tell(history, *records):
    for process, kind, at, fields in records:
        empty = {"object": 1, "number": 0, "size": 0, "checksum": 0, "extra": 0, "text": ""}
        record = Record(process=process, thread=0, kind=kind, t=at * MS, **{**empty, **fields})
        history.traffic.record(record, history.seconds(record.t))


def everything():
    """Return records of which each kind of row has some."""
    return [
        ("0", tape.PUT, 10, {"number": 1, "text": "'hello'"}),
        ("0", tape.SENT, 11, {"number": 1, "size": 5, "checksum": 7}),
        ("0.1", tape.WAITS, 5, {"number": tape.OPERATIONS.index("get")}),
        ("0.1", tape.GOT, 40, {"size": 5, "checksum": 7}),
        ("0.1", tape.HELD, 50, {}),
        ("0.1", tape.FREED, 90, {}),
        ("0.1", tape.TASK, 100, {"number": 3, "text": "square"}),
        ("0.1", tape.DONE, 150, {}),
        ("0", tape.WAITS, 20, {"object": 2, "number": tape.OPERATIONS.index("join")}),
        ("0", tape.WAITS, 170, {"number": tape.OPERATIONS.index("call"), "checksum": 9, "text": "append(3)"}),
        ("0.1", tape.ASKED, 172, {"checksum": 9}),
        ("0.1", tape.ANSWERED, 175, {}),
        ("0", tape.CALLED, 195, {"text": "None"}),
        ("0", tape.FUTURE, 196, {"number": 1, "size": tape.STATES.index("submitted")}),
        ("0", tape.FUTURE, 197, {"number": 1, "size": tape.STATES.index("cancelled")}),
        ("0", tape.PUT, 160, {"number": 2, "text": "'unread'"}),
    ]


def live_frames(history, *times):
    encoder, messenger = Encoder({}), Courier(history.traffic)
    return [encoder.frame(history.snapshot(at * MS, live=True, brief=True), messenger) for at in times]


def sort_key(row):
    return json.dumps(row)


def test_the_picture_gets_the_same_live_and_afterwards():
    """What was sent while the block ran says of each thing what the recording says at the end."""
    history = told(*everything())
    (live,) = live_frames(history, 1000)
    final = courier.whole(history.snapshot(1000 * MS, live=False))
    for kind in KINDS:
        assert live[kind], kind
        assert sorted((row[1:] for row in live[kind]), key=sort_key) == sorted(
            (row[1:] for row in final[kind]), key=sort_key
        )
    assert live["objects"] == final["objects"]
    assert live["counts"] == final["counts"]


def test_what_is_handed_over_is_frozen():
    """Nobody who draws or checks can change what is being recorded."""
    history = told(*everything())
    rows = [row for kind in KINDS for _, row in history.traffic.take(kind, lambda *_: True)]
    assert {type(row) for row in rows} == {Message, Wait, Hold, Task, Attachment, Call, Future}
    for row in rows:
        with pytest.raises(dataclasses.FrozenInstanceError):
            row.object = "another"


def test_news_come_once():
    """A frame has what has changed since the one before, and nothing twice."""
    history = told(*everything())
    encoder, messenger = Encoder({}), Courier(history.traffic)
    for at in (500, 510):  # the first frame is a key frame
        encoder.frame(history.snapshot(at * MS, live=True, brief=True), messenger)
    assert "messages" not in encoder.frame(history.snapshot(520 * MS, live=True, brief=True), messenger)
    tell(history, ("0", tape.SENT, 530, {"number": 2, "size": 6, "checksum": 8}))
    tell(history, ("0.1", tape.GOT, 540, {"size": 6, "checksum": 8}))
    news = encoder.frame(history.snapshot(550 * MS, live=True, brief=True), messenger)
    assert [row[3:6] for row in news["messages"]] == [["0.1", 0.16, 0.54]]
    assert not news["key"]


def test_a_new_name_begins_the_picture_anew():
    """An object that gets its name after it was drawn is drawn again with it, and its rows as well."""
    history = told()
    history.event("0.1", {"kind": "ref", "t": 5, "r": 3, "o": "0:2"})
    tell(history, ("0.1", tape.HELD, 10, {"object": 3}))
    encoder, messenger = Encoder({}), Courier(history.traffic)
    frames = [encoder.frame(history.snapshot(at * MS, live=True, brief=True), messenger) for at in (100, 110)]
    assert frames[0]["holds"][0][-1] == "Pipe-1"
    history.event("0", {"kind": "made", "t": 6, "o": "0:2", "type": "Lock", "at": None})
    frame = encoder.frame(history.snapshot(120 * MS, live=True, brief=True), messenger)
    assert frame["key"]
    assert frame["holds"][0][-1] == "Lock-1"
    assert ["Lock-1", "Lock-1", "Lock"] in [row[:3] for row in frame["objects"]]


def test_a_row_has_its_fields():
    """Each row is as long as the table says that the picture reads."""
    process = Process("0.1", "child", 11, "0", "0", "worker", "fork", "work", 0.0, 0.1, None, None)
    shared = Shared("tasks", "Queue", 2)
    rows = {
        "objects": wire.objects((shared,))[0],
        "messages": wire.traffic("messages", 0, Message("tasks", "0", "0.1", 0.1, 0.2, 5, "'x'"), ()),
        "waits": wire.traffic("waits", 0, Wait("0.1", "get", "tasks", 0.1, None), ("tasks",)),
        "holds": wire.traffic("holds", 0, Hold("0.1", "lock", 0.1, None), ()),
        "tasks": wire.traffic("tasks", 0, Task("0.1", "pool", "square", 0, 0, None, 0.1, 0.2), ()),
        "attachments": wire.traffic("attachments", 0, Attachment("0.1", "image", 0.1, None), ()),
        "calls": wire.traffic("calls", 0, Call("0.1", None, "totals", "pop()", 0.1, None, None, None), ()),
        "futures": wire.traffic("futures", 0, Future("0", "executor", 0.1, None, None), ()),
        "levels": wire.point(0.1, 2),
        "spans": wire.span(Span(0.1, None, "running")),
        "use": wire.use(Use(0.1, 98.0, 1 << 20)),
        "ticks": wire.tick(Event(0.1, "0.1", "said", "hello")),
    }
    assert rows.keys() == wire.FIELDS.keys()
    assert {kind: len(row) for kind, row in rows.items()} == {kind: len(names) for kind, names in wire.FIELDS.items()}
    assert tuple(wire.process(process)) == wire.PROCESS


@dataclasses.dataclass
class Thing:
    number: int
    start: float
    end: float | None = None


def test_a_ledger_freezes_only_what_is_chosen():
    """Of thousands of changes only the few that are shown cost something."""
    frozen = []
    ledger = Ledger(lambda thing: frozen.append(thing.number) or thing.number)
    for number in range(5):
        ledger.add(Thing(number, float(number)))
    answers = {0: True, 1: False, 2: None, 3: True, 4: False}
    assert [number for number, _ in ledger.take(lambda number, *_: answers[number])] == [0, 3]
    assert frozen == [0, 3]
    assert ledger.pending == 1
    assert [number for number, _ in ledger.take(lambda *_: True)] == [2]
