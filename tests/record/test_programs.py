"""Random programs keep their own account; the recording must agree with it on every message.

``COURSE_PROGRAMS=300`` runs so many; ``COURSE_FIRST_PROGRAM`` begins with another seed.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict

import pytest

import programs
from helpers.live import watch
from helpers.record.names import steady_name

_FIRST = int(os.environ.get("COURSE_FIRST_PROGRAM", "0"))
_SEEDS = range(_FIRST, _FIRST + int(os.environ.get("COURSE_PROGRAMS", "30")))
_METHODS = ["fork", "spawn", "forkserver"]


@pytest.mark.parametrize("seed", _SEEDS)
def test_recording_agrees_with_accounts(seed, tmp_path, start_method):
    """Each message and each task of a random program is told as the processes themselves wrote it down."""
    start_method(_METHODS[seed % len(_METHODS)])
    program = programs.make(seed)
    run = programs.Run(program, tmp_path)
    if program.early:
        ours, theirs = run.make_things()  # noqa: RUF059 - watch looks for their names here
        with watch() as recording:
            run.run()
    else:
        with watch() as recording:
            run.make_things()
            run.run()
    assert recording.notes == ()
    accounts = programs.accounts(tmp_path)
    told = _Told(recording)
    _compare_received(accounts, told)
    _compare_sent(accounts, told)
    _compare_tasks(programs.tasks(tmp_path), recording)


class _Told:
    """What the recording tells, in the words of the accounts: names of processes, values without their filling."""

    def __init__(self, recording):
        names = {process.id: "main" if process.parent is None else process.name for process in recording.processes}
        self.received = defaultdict(list)  # by receiver: (time, object, value, sender)
        self.sent = defaultdict(list)  # by sender: (time, object, value)
        for message in recording.messages:
            value = _value(message.text)
            if message.receiver is not None:
                self.received[names[message.receiver]].append(
                    (message.received, message.object, value, names.get(message.sender))
                )
            if message.sender is not None and message.error is None:
                self.sent[names[message.sender]].append((message.sent, message.object, value))


def _value(shown):
    """Return the value of a message's short form: ``('w1#3', 'xxx'...)`` has ``w1#3``."""
    if shown in {"None", ""}:
        return None
    assert shown.startswith("('"), shown
    return shown.split("'")[1]


def _compare_received(accounts, told):
    objects = {}  # what the program calls a thing -> what the recording does
    for name in accounts.keys() | told.received.keys():
        mine = [(key, value) for step, key, value in accounts.get(name, []) if step == "received"]
        theirs = [(thing, value) for _, thing, value, _ in sorted(told.received[name])]
        assert [value for _, value in theirs] == [value for _, value in mine], f"{name} received, in order"
        for (key, _), (thing, _) in zip(mine, theirs, strict=True):
            assert objects.setdefault(key, thing) == thing, f"{key} has two names"
        for _, _, value, sender in told.received[name]:
            if value is not None:
                assert sender == value.split("#")[0], f"{value} has another sender"
    assert len(set(objects.values())) == len(objects)


def _compare_sent(accounts, told):
    for name in accounts.keys() | told.sent.keys():
        sent = [(key, value) for step, key, value in accounts.get(name, []) if step == "sent"]
        sending = [(key, value) for step, key, value in accounts.get(name, []) if step == "sending"]
        theirs = Counter(value for _, _, value in told.sent[name])
        if name == "victim":  # killed at any moment: between the step and its note, or the note and the tape's
            assert theirs <= Counter(value for _, value in sending)
            assert theirs >= Counter(value for _, value in sent[:-1])
        else:
            assert theirs == Counter(value for _, value in sent), f"{name} sent"
            assert sent == sending


def _compare_tasks(noted, recording):
    steady = {steady_name(process): process.id for process in recording.processes}
    for name, items in noted.items():
        worker = steady[name.replace("ForkServer", "").replace("Fork", "").replace("Spawn", "")]
        chunks = [task for task in recording.tasks if task.process == worker]
        done = sum(task.items for task in chunks if task.error is None)
        assert done <= len(items) <= sum(task.items for task in chunks)
    assert bool(noted) == bool(recording.tasks)
