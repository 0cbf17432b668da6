"""What travels to the browser: Python's rows have the fields that the picture's reader expects, in its order."""

import json
import shutil
import subprocess

import pytest

from helpers.live import (
    Attachment,
    Call,
    Event,
    Future,
    Hold,
    Message,
    Process,
    Shared,
    Snapshot,
    Span,
    Task,
    Use,
    Wait,
)
from helpers.show.frame import Encoder
from helpers.show.script import FOLDER

# One of each kind; no two values of a row are the same, so that none can stand in the place of another.
KERNEL = Process("0", "notebook kernel", None, None, None, "kernel", None, "", 0.0, None, None, None)
CHILD = Process(
    id="0.1", name="child", pid=8043, parent="0", system_parent="s", role="pool worker", start_method="spawn",
    detail="python -c pass", started=1.0, running=1.5, ended=7.0, exit_code=-9,
    spans=(Span(1.5, 2.5, "running"),), use=(Use(1.25, 98.5, 18_000_000),),
)  # fmt: skip
RECORDING = Snapshot(
    (KERNEL, CHILD), (Event(1.75, "0.1", "said", "hello"),), 9.0, live=False,
    objects=(Shared("jobs", "Queue", 5, ((1.125, 3),), 4096, "psm_1", 8.25, "0.2", left_behind=True),),
    messages=(Message("jobs", "0", "0.1", 3.0, 3.5, 31, "a thumb", "an error", unseen=True),),
    waits=(Wait("0.1", "get", "jobs", 4.0, 4.5, "feeder"),),
    holds=(Hold("0.1", "jobs", 5.0, 5.5),),
    tasks=(Task("0.1", "pool", "square", 2, 7, 25, 6.0, 6.5, "ValueError"),),
    attachments=(Attachment("0.1", "jobs", 7.0, 7.5, made=True),),
    calls=(Call("0.1", "0.3", "jobs", "append(3)", 8.0, 8.125, 8.375, 8.5, "None", "IndexError"),),
    futures=(Future("0", "jobs", 8.5, 8.625, 8.75, "failed", "KeyError"),),
)  # fmt: skip
# What the picture's reader is to find of each, by the names of its fields.
PROCESS = {
    "name": "child", "pid": 8043, "parent": "0", "system_parent": "s", "role": "pool worker",
    "detail": "python -c pass", "method": "spawn", "started": 1.0, "ended": 7.0, "outcome": "SIGKILL", "failed": True,
}  # fmt: skip
LISTS = {
    "spans": {"start": 1.5, "end": 2.5, "state": "running"},
    "use": {"time": 1.25, "cpu": 98.5, "memory": 18_000_000},
    "ticks": {"time": 1.75, "text": "hello"},
}
ROWS = {
    "objects": {"id": "jobs", "name": "jobs", "kind": "Queue", "capacity": 5, "bytes": 4096, "address": "psm_1",
                "unlinked": 8.25, "unlinker": "0.2", "stays": True},
    "messages": {"id": 0, "object": "jobs", "sender": "0", "receiver": "0.1", "sent": 3.0, "received": 3.5,
                 "bytes": 31, "text": "a thumb", "error": "an error", "unseen": True},
    "waits": {"id": 0, "process": "0.1", "start": 4.0, "end": 4.5, "operation": "get", "target": "jobs",
              "object": "jobs", "thread": "feeder"},
    "holds": {"id": 0, "process": "0.1", "start": 5.0, "end": 5.5, "object": "jobs"},
    "tasks": {"id": 0, "process": "0.1", "start": 6.0, "end": 6.5, "function": "square", "job": 2, "index": 7,
              "items": 25, "error": "ValueError"},
    "attachments": {"id": 0, "process": "0.1", "start": 7.0, "end": 7.5, "object": "jobs", "made": True},
    "calls": {"id": 0, "object": "jobs", "process": "0.1", "server": "0.3", "start": 8.0, "asked": 8.125,
              "answered": 8.375, "end": 8.5, "text": "append(3)", "answer": "None", "error": "IndexError"},
    "futures": {"id": 0, "object": "jobs", "start": 8.5, "running": 8.625, "end": 8.75, "outcome": "failed",
                "error": "KeyError"},
}  # fmt: skip
LEVEL = {"time": 1.125, "waiting": 3}


@pytest.fixture(scope="module")
def fields():
    """Give the names of the fields of each kind of row, as the picture's reader has them."""
    if shutil.which("node") is None:
        pytest.skip("no Node on this machine, which would say what the picture's reader expects")
    source = f"import {{ FIELDS }} from '{(FOLDER / 'wire.js').as_uri()}'; console.log(JSON.stringify(FIELDS));"
    command = ["node", "--input-type=module", "--eval", source]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


@pytest.fixture(scope="module")
def frame():
    """Give the only frame of a recording that has one of each kind."""
    return Encoder({}).frame(RECORDING)


def test_every_kind_of_row_is_known(fields):
    """The reader has no table that this test forgets."""
    assert fields.keys() == {"processes", "levels", *LISTS, *ROWS}


def test_fields_of_a_process(fields, frame):
    """They travel by name: what the reader does not know would be lost."""
    child = frame["processes"][1]
    assert set(fields["processes"]) == child.keys() - {"id", *LISTS}
    assert {field: child[field] for field in fields["processes"]} == PROCESS


@pytest.mark.parametrize("kind", LISTS)
def test_rows_of_a_process(fields, frame, kind):
    """Each value stands where the reader looks for it."""
    [row] = frame["processes"][1][kind]["add"]
    assert dict(zip(fields[kind], row, strict=True)) == LISTS[kind]


@pytest.mark.parametrize("kind", ROWS)
def test_rows_of_a_frame(fields, frame, kind):
    """Each value stands where the reader looks for it."""
    [row] = frame[kind]
    assert dict(zip(fields[kind], row, strict=True)) == ROWS[kind]


def test_levels(fields, frame):
    """A queue's curve is known by the id of its object."""
    [row] = frame["levels"]["jobs"]["add"]
    assert dict(zip(fields["levels"], row, strict=True)) == LEVEL
