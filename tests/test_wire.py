"""What travels to the browser: Python's rows have the fields that the picture's reader expects, in its order."""

import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from helpers.live import Event, Hold, Message, Process, Shared, Snapshot, Span, Task, Use, Wait
from helpers.live.courier import Courier
from helpers.live.frame import Encoder
from helpers.live.script import FOLDER

# One of each kind; no two values of a row are the same, so that none can stand in the place of another.
CHILD = Process(
    id="0.1", name="child", parent="0", role="pool worker", started=1.0, pid=8043, system_parent="s", detail="square",
    start_method="spawn", ended=7.0, exit_code=-9,
    spans=(Span(1.5, 2.5, "running"), Span(2.5, 7.0, "waiting")), use=(Use(1.25, 98.5, 18_000_000),),
)  # fmt: skip
KERNEL = Process("0", "notebook kernel", None, "kernel", 0.0)
RECORDING = Snapshot(
    (KERNEL, CHILD),
    (Event(1.75, "0.1", "said", "hello"),),
    9.0,
    live=False,
    objects=(Shared("tasks", "Queue", 5, ((1.125, 3),)),),
    messages=(Message("tasks", "0", "0.1", 3.0, 3.5, 31, "a thumb", "an error"),),
    waits=(Wait("0.1", 4.0, 4.5, "get", "tasks", "feeder"),),
    holds=(Hold("0.1", 5.0, 5.5, "tasks"),),
    tasks=(Task("0.1", 6.0, 6.5, "square", "pool", 2, 7, 25, "ValueError"),),
)


@pytest.fixture(scope="module")
def fields():
    """Give the names of the fields of each kind of row, as the picture's reader has them."""
    if shutil.which("node") is None:
        pytest.skip("no Node on this machine, which would say what the picture's reader expects")
    source = f"import {{ FIELDS }} from '{(FOLDER / 'wire.js').as_uri()}'; console.log(JSON.stringify(FIELDS));"
    command = ["node", "--input-type=module", "--eval", source]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
