"""Recordings in which a text stands wherever one can stand."""

from helpers.live import Event, Message, Process, Shared, Snapshot, Span, Task, Wait
from hostile import ALL


def recorded(texts):
    """Return a recording in which each text stands wherever a text can stand."""
    kernel = Process("0", "main process", 1, None, None, "kernel", None, "", 0.0, 0.0, None, None)
    rows, events, messages, waits, tasks, objects = [kernel], [], [], [], [], []
    for n, one in enumerate(texts, start=1):
        identity = f"0.{n}"
        spans = (Span(0.1, 0.9, "running"),)
        rows.append(
            Process(identity, one, n, "0", None, "worker", "fork", one, 0.1, 0.1, 0.9, 3, spans),
        )
        events.append(Event(0.5, identity, "said", one))
        objects.append(Shared(one, "Queue", None, ((0.2, 1),)))
        messages.append(Message(one, "0", identity, 0.2, 0.3, 9, one))
        messages.append(Message(one, "0", None, 0.2, None, None, one, error=one))
        waits.append(Wait(identity, "get", one, 0.2, 0.4, one))
        waits.append(Wait(identity, "get", one, 0.4, None))
        tasks.append(Task(identity, one, one, 1, 0, 1, 0.5, 0.6, one))
    return Snapshot(tuple(rows), tuple(events), 1.0, False, tuple(texts), tuple(objects), tuple(messages),
                    tuple(waits), (), tuple(tasks))  # fmt: skip


HARMLESS = recorded([f"text {n}" for n in range(len(ALL))])
HOSTILE = recorded(ALL)
