"""What ``with watch() as recording:`` gives: the recorded data, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.show import text

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path

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
        Task,
        Wait,
    )


class Recording:
    """What happened in one block: so far while it runs, whole when it has ended.

    This is what ``with watch() as recording:`` gives. Each look while the block runs gives the newest `Snapshot`.

    Parameters
    ----------
    snapshot : Snapshot
        What is known at the beginning.
    refresh : callable
        Gives what is known now, or None if that can't be told.
    """

    __slots__ = ("_refresh", "_snapshot")

    def __init__(self, snapshot: Snapshot, refresh: Callable[[], Snapshot | None]) -> None:
        self._snapshot = snapshot
        self._refresh: Callable[[], Snapshot | None] | None = refresh

    @property
    def snapshot(self) -> Snapshot:
        """What is known now; after the block, the whole recording."""
        if self._refresh is not None:
            self._snapshot = self._refresh() or self._snapshot
        return self._snapshot

    def finish(self, snapshot: Snapshot) -> None:
        """Take the whole recording; nothing changes any more."""
        self._refresh = None
        self._snapshot = snapshot

    @property
    def processes(self) -> tuple[Process, ...]:
        """The processes in the order in which they were started, the watching process first."""
        return self.snapshot.processes

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, in order of time."""
        return self.snapshot.events

    @property
    def objects(self) -> tuple[Shared, ...]:
        """Queues, pipes, locks, pools, shared memory, ... of the block."""
        return self.snapshot.objects

    @property
    def messages(self) -> tuple[Message, ...]:
        """What was sent from process to process, in order of sending."""
        return self.snapshot.messages

    @property
    def waits(self) -> tuple[Wait, ...]:
        """Who was blocked when, by what, in order of their start."""
        return self.snapshot.waits

    @property
    def holds(self) -> tuple[Hold, ...]:
        """Who held which lock when, in order of their start."""
        return self.snapshot.holds

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What pool workers worked on when, in order of their start."""
        return self.snapshot.tasks

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Which process had which shared memory when, in order of their start."""
        return self.snapshot.attachments

    @property
    def calls(self) -> tuple[Call, ...]:
        """Who called which method of what a manager has, in order of their start."""
        return self.snapshot.calls

    @property
    def futures(self) -> tuple[Future, ...]:
        """What executors were given, and what became of it, in order of submission."""
        return self.snapshot.futures

    @property
    def duration(self) -> float:
        """Seconds from the block's start to its end, or until now."""
        return self.snapshot.duration

    @property
    def notes(self) -> tuple[str, ...]:
        """What the viewer should know about the recording itself."""
        return self.snapshot.notes

    def tree(self) -> str:
        """Return who asked for whom, as text: names and how they ended, no pids and no times.

        The same under every start method; multiprocessing's own helper processes are left out.
        """
        return text.tree(self.snapshot)

    def transcript(self, *, messages: bool = False) -> str:
        """Return what each process said, grouped by process in the order of their start; a line each.

        Parameters
        ----------
        messages : bool
            Return what was sent instead, in order of sending: from whom, to whom, through what, how long it waited;
            and who called what of a manager.
        """
        return text.messages(self.snapshot) if messages else text.transcript(self.snapshot)

    def shared_memory(self) -> str:
        """Return which shared memory there was, a line each: its size, who made it, who had it, who unlinked it."""
        return text.shared_memory(self.snapshot)

    def save(self, file: str | os.PathLike[str]) -> Path:
        """Write the recording to a file, whose path is returned; one of this name is replaced.

        Parameters
        ----------
        file : str or path
            ``.html``: a page that replays it, and opens offline. ``.json``: a trace for https://ui.perfetto.dev.

        Raises
        ------
        ValueError
            If the name ends otherwise.
        OSError
            If the file can't be written.
        """
        from helpers.show import saving  # noqa: PLC0415 - most recordings are not saved

        return saving.save(self.snapshot, file)

    def __repr__(self) -> str:
        return f"<recording of {len(self.processes)} processes, {len(self.events)} events>"
