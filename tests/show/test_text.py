"""The recording as text, from made-up data."""

from helpers.live import Event, Process, Snapshot
from helpers.record.names import steady_name
from helpers.record.snapshot import outcome
from helpers.show import text


def process(number, name, parent="0", **fields):
    given = {"pid": None, "system_parent": None, "role": "worker", "start_method": "fork", "detail": ""}
    given |= {"started": float(len(number)), "running": 0.0, "ended": 1.0, "exit_code": 0}
    return Process(id=number, name=name, parent=parent, **{**given, **fields})


def snapshot(*processes, events=()):
    kernel = process("0", "notebook kernel", None, role="kernel", ended=None, exit_code=None)
    return Snapshot((kernel, *processes), tuple(events), 1.0, live=False)


def test_nested_tree():
    """Branches are drawn under their parents."""
    made = snapshot(process("0.1", "a"), process("0.2", "b"), process("0.1.1", "c", "0.1"))
    assert text.tree(made) == "notebook kernel\n├─ a · exit 0\n│  └─ c · exit 0\n└─ b · exit 0"


def test_start_method_is_taken_out_of_names():
    """Default names are the same under every start method, chosen names stay."""
    names = ["ForkPoolWorker-1", "SpawnPoolWorker-1", "ForkServerPoolWorker-1", "SpawnProcess-2:1", "Forky-1"]
    assert [steady_name(process("0.1", name)) for name in names] == ["PoolWorker-1"] * 3 + [
        "Process-2:1",
        "Forky-1",
    ]


def test_outcomes():
    """Exit codes are numbers, signals have names, what nobody knows is said so."""
    assert outcome(1.0, 3) == "exit 3"
    assert outcome(1.0, -9) == "SIGKILL"
    assert outcome(1.0, -77) == "signal 77"
    assert outcome(1.0, None) == "ended"
    assert outcome(None, None) == "still running"


def test_machinery_is_left_out():
    """The fork server is not in the tree."""
    assert text.tree(snapshot(process("p1", "fork server", role="fork server"))) == "notebook kernel"


def test_transcript_is_grouped_by_process():
    """Lines stand in the order of the processes' starts, whoever spoke first."""
    events = [
        Event(0.1, "0.2", "said", "second"),
        Event(0.2, "0.1", "said", "first"),
        Event(0.3, "0.2", "said", "2\n3"),
    ]
    made = snapshot(process("0.1", "a"), process("0.2", "b"), events=events)
    assert text.transcript(made) == "a: first\nb: second\nb: 2\\n3"
    assert text.summary(made).endswith("exit 0\n\na: first\nb: second\nb: 2\\n3")


def test_summary_is_bounded():
    """A process that says very much does not fill the notebook, and the transcript has all of it."""
    made = snapshot(process("0.1", "a"), events=[Event(0.1, "0.1", "said", str(n)) for n in range(2000)])
    assert text.summary(made).endswith("a: 499\n... and 1500 more lines: recording.transcript() has them")
    assert len(text.transcript(made).splitlines()) == 2000
