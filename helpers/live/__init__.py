"""The live picture, as lessons and programs import it: ``from helpers.live import watch``.

The rooms behind it: `helpers.record` (what happened), `helpers.show` (what people see), `helpers.watch` (the block).
"""

from helpers.record.snapshot import (
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
from helpers.watch.block import watch
from helpers.watch.recording import Recording

__all__ = [
    "Attachment",
    "Call",
    "Event",
    "Future",
    "Hold",
    "Message",
    "Process",
    "Recording",
    "Shared",
    "Snapshot",
    "Span",
    "Task",
    "Use",
    "Wait",
    "watch",
]
