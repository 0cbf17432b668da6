"""Folds events and samples into a recording.

Events (from the processes themselves) are exact; samples (from the operating system) add CPU, memory and state, and
find processes that tell nothing: those of `subprocess`, and those that were there before the block. No thread, no
file and no clock here: what comes in decides what comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.record.draft import Draft
from helpers.record.names import steady_name
from helpers.record.snapshot import KERNEL, Event, Snapshot
from helpers.record.strangers import Strangers
from helpers.record.traffic import LOGGED, Traffic
from helpers.trace.log import FORKED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from helpers.record.sampler import Reading
    from helpers.record.strangers import Looks

_WORDS = {"said": "text", "signalled": "signal", "ended": "code", "reaped": "code"}
"""Of some kinds of events: the field with the words that are kept of it."""


_EARLIER = (
    "Some processes were started before this block: what they receive, send, wait for and work on can't be seen. "
    "Start them inside the block to see it."
)


def _may_tell(process: str, child: str) -> bool:
    """Tell whether a process is the one that started the other; the watching one has what was there before, too."""
    return child.rpartition(".")[0] == process or (process == KERNEL and child.startswith("p"))


class History:
    """The recording of one block while it is being made.

    Parameters
    ----------
    start : int
        The block's start, `time.monotonic_ns`.
    pid : int
        The watching process.
    name : str
        What to call it.
    leaves_zombies : bool
        Whether an ended child stays until its parent asks for its exit code (POSIX).
    runs : bool
        Whether the watching process runs already; else it is a program that is being started, and tells when it runs.
    """

    def __init__(self, start: int, pid: int, name: str, *, leaves_zombies: bool, runs: bool = True) -> None:
        self._start = start
        self._leaves_zombies = leaves_zombies
        kernel = Draft(id=KERNEL, name=name, parent=None, role="kernel", started=0.0, pid=pid)
        kernel.running = 0.0 if runs else None
        kernel.enter(0.0, "running" if runs else "starting")
        self._drafts = {KERNEL: kernel}
        self._by_pid = {pid: KERNEL}
        self._events: list[Event] = []
        self._strangers = Strangers()
        self._collected: dict[int, tuple[str, float, int]] = {}  # exit codes of pids that nobody knows yet
        self._early: dict[str, list[tuple[float, dict[str, Any]]]] = {}
        self._sorted: tuple[Event, ...] = ()
        self.traffic = Traffic(self.name, self._is_unseen)
        self.notes: list[str] = []

    def seconds(self, nanoseconds: int) -> float:
        """Return `time.monotonic_ns` as seconds from the block's start."""
        return (nanoseconds - self._start) / 1e9

    def already_there(self, pid: int, name: str, role: str, method: str, detail: str) -> None:
        """Add a child of the watching process that was started before the block."""
        self._add(Draft(id=f"p{pid}", name=name, parent=KERNEL, role=role, started=0.0, pid=pid, running=0.0,
                        start_method=method, detail=detail, traced=False)).enter(0.0, "waiting")  # fmt: skip
        self._by_pid[pid] = f"p{pid}"
        self._drafts[f"p{pid}"].known = 0.0
        self.notes[:0] = [_EARLIER] if _EARLIER not in self.notes else []

    def _is_unseen(self, time: float) -> bool:
        """Tell whether a worker that was there before the block, and so tells nothing, has lived after a time."""
        return any(
            draft.started == 0.0 and not draft.traced and draft.start_method is not None
            and (draft.ended is None or draft.ended > time)
            for draft in self._drafts.values()
        )  # fmt: skip

    # --- events -------------------------------------------------------------------------------------------------

    def event(self, identity: str, event: dict[str, Any]) -> None:
        """Take in one line of a process's log: see `helpers.trace.log` for the kinds."""
        time = self.seconds(event["t"])
        kind = event["kind"]
        if kind in LOGGED:
            self.traffic.event(identity, event, time)
            return
        if kind == "collected":
            self._collect(identity, int(event["pid"]), time, int(event["code"]))
            return
        subject = str(event.get("child", identity))
        if subject != identity and not _may_tell(identity, subject):
            return
        if kind == "starting":
            self._announce(identity, subject, time, event)
            return
        if kind == "failed":
            self._drop(subject)
            self._note(time, identity, kind, str(event.get("error", "")))
            return
        draft = self._drafts.get(subject)
        if draft is None and kind == "running" and FORKED in subject:
            draft = self._forked(subject, time)
        if draft is None:  # a child's file may be read before its parent's
            self._early.setdefault(subject, []).append((time, event))
            return
        self._apply(draft, time, kind, event)

    def _announce(self, parent: str, subject: str, time: float, event: dict[str, Any]) -> None:
        draft = self._add(Draft(id=subject, name=str(event.get("name")), parent=parent,
                                role=str(event.get("role", "worker")), started=time,
                                start_method=str(event.get("method")),
                                detail=str(event.get("detail", ""))))  # fmt: skip
        if draft.start_method != "forkserver":  # there it is the fork server, which a sample finds
            draft.system_parent = parent
        draft.enter(time, "starting")
        self._note(time, subject, "starting")
        for early_time, early in self._early.pop(subject, []):
            self._apply(draft, early_time, early["kind"], early)

    def _forked(self, subject: str, time: float) -> Draft:
        parent = subject.rpartition(FORKED)[0]
        return self._add(Draft(id=subject, name="forked process", parent=parent, role="worker", started=time,
                               looks_forked=True))  # fmt: skip

    def _collect(self, parent: str, pid: int, time: float, code: int) -> None:
        """Take in that a process was told how its child of this pid has ended."""
        draft = self._drafts.get(self._by_pid.get(pid, ""))
        if draft is None or draft.started > time:  # its own file has not been read yet, or nobody has seen it
            self._collected[pid] = (parent, time, code)
        elif parent in {draft.parent, draft.system_parent} and (draft.exit_code is None or not draft.reaped):
            # A sample may have missed it before this was read; then it is reaped, but nobody knows the code.
            self._collected.pop(pid, None)
            self.exit_code(draft.id, code)
            draft.reaped = True
            draft.end(time)
            self._note(time, draft.id, "reaped", str(code))

    def _apply(self, draft: Draft, time: float, kind: str, event: dict[str, Any]) -> None:
        draft.settled = None
        match kind:
            case "started" | "arrived":
                self._claim(draft, int(event["pid"]), time)
            case "running":
                self._claim(draft, int(event["pid"]), time)
                draft.running = time
                draft.enter(time, "running")
                if draft.pid in self._collected:
                    parent, collected, code = self._collected[draft.pid]
                    self._collect(parent, draft.pid, collected, code)
            case "becomes":
                self._strangers.becomes(draft, [str(word) for word in event["command"]])
            case "ended":
                self._ended(draft, time, int(event["code"]))
            case "reaped":
                self.exit_code(draft.id, int(event["code"]))
                draft.reaped = True
                draft.end(time)
        self._note(time, draft.id, kind, str(event.get(_WORDS.get(kind, ""), "")))

    def _ended(self, draft: Draft, time: float, code: int) -> None:
        if draft.exit_code is None:
            draft.exit_code = code
        if draft.ended is None or draft.ended > time:
            draft.ended = time
        if draft.reaped:  # told by the parent, whose file was read first
            return
        if self._leaves_zombies and draft.start_method in {None, "fork", "spawn"}:
            draft.enter(time, "zombie")
        else:
            draft.leave(time)

    def _claim(self, draft: Draft, pid: int, time: float) -> None:
        """Give the draft its pid; a sample may have found the process before its event was read."""
        if draft.pid == pid:
            return
        other = self._drafts.get(self._by_pid.get(pid, ""))
        there = other is not None and (other.ended is None or time <= other.ended)  # else its pid is used again
        if other is not None and there and not other.traced and other.id != draft.id:
            draft.born, draft.system_parent = other.born, other.system_parent
            self._drop(other.id)
        draft.pid, draft.known = pid, time
        self._by_pid[pid] = draft.id
        self._strangers.forget(pid)

    # --- samples ------------------------------------------------------------------------------------------------

    def sample(self, nanoseconds: int, readings: Iterable[Reading], command_line: Callable[[int], list[str]],
               *, first: bool = False) -> None:  # fmt: skip
        """Take in what the operating system says.

        Parameters
        ----------
        nanoseconds : int
            When the sample was taken, `time.monotonic_ns`.
        readings : iterable of Reading
            This process and its descendants, parents before children.
        command_line : callable
            Gives the command line of a pid; asked once per unknown process.
        first : bool
            Whether this sample opens the block: what it finds was there before.
        """
        time = self.seconds(nanoseconds)
        began = time
        seen: set[str] = set()
        for reading in readings:
            began = min(began, self.seconds(reading.time))
            draft = self._known(reading) or self._meet(time, reading, command_line, seen, first=first)
            if draft is not None:
                seen.add(draft.id)
                if draft.looks_forked:
                    self._strangers.look_again(draft, command_line, reading.ppid)
                self._read(draft, time, reading)
        for draft in list(self._drafts.values()):
            if draft.known is not None and draft.known < began and draft.id not in seen and not draft.reaped:
                self._gone(draft, time)

    def expected(self) -> list[int]:
        """Return the pids that the next sample should look for, even if they are no longer descendants.

        A child whose parent has ended becomes the child of a process that the system chooses.
        """
        return [draft.pid for draft in self._drafts.values() if draft.pid is not None and not draft.reaped]

    def _known(self, reading: Reading) -> Draft | None:
        draft = self._drafts.get(self._by_pid.get(reading.pid, ""))
        if draft is None or draft.reaped or (draft.born is not None and draft.born != reading.born):
            return None
        return draft

    def _meet(self, time: float, reading: Reading, command_line: Callable[[int], list[str]],
              seen: set[str], *, first: bool) -> Draft | None:  # fmt: skip
        """Take a process for one of the recording of which nothing has been told; None if it is too soon for that."""
        since = self._strangers.since(reading, time)
        parent = self._parent_of(reading, seen)
        if parent is None or reading.zombie:
            return None
        looks = self._strangers.look(reading, parent, command_line)
        if first:
            return self._add_stranger(reading.pid, 0.0, time, parent, looks)
        return None if time - since < looks.patience else self._add_stranger(reading.pid, since, time, parent, looks)

    def _parent_of(self, reading: Reading, seen: set[str]) -> Draft | None:
        parent = self._drafts.get(self._by_pid.get(reading.ppid, ""))
        if parent is None or parent.id not in seen or parent.ended is not None:
            return None  # not ours, or it was: its pid is somebody else's now, whose children are not ours
        return parent

    def _add_stranger(self, pid: int, began: float, time: float, parent: Draft, looks: Looks) -> Draft:
        identity = f"p{pid}" if f"p{pid}" not in self._drafts else f"p{pid}@{began:.3f}"
        draft = self._add(Draft(id=identity, name=looks.name, parent=parent.id, role=looks.role, pid=pid,
                                started=began, running=began, known=time, detail=looks.detail, traced=False,
                                looks_forked=looks.forked))  # fmt: skip
        self._by_pid[pid] = identity
        draft.enter(began, "waiting")
        self._note(time, identity, "seen", looks.name)
        return draft

    def _read(self, draft: Draft, time: float, reading: Reading) -> None:
        draft.born = reading.born
        if draft.system_parent is None:
            draft.system_parent = self._by_pid.get(reading.ppid)
        if reading.zombie:
            draft.found_ended(time)
        elif draft.ended is not None:  # it has told that it ends and is on its way out
            draft.sampled = time
        else:
            draft.found(self.seconds(reading.time), reading)

    def _gone(self, draft: Draft, time: float) -> None:
        draft.reaped = True  # by its parent, the fork server or the system
        if draft.ended is None:
            self._note(time, draft.id, "gone")
        draft.end(time)

    # --- both ---------------------------------------------------------------------------------------------------

    def end_of_root(self, time: float, code: int) -> None:
        """Take in that the watched program has ended; a block has no such end."""
        root = self._drafts[KERNEL]
        root.exit_code, root.reaped, root.settled = code, True, None
        root.end(time)

    def exit_code(self, identity: str, code: int) -> None:
        """Set the exit code that its parent was told; it overrules what the process said of itself.

        Three ways lead here: the program asked for it (`helpers.trace.hooks` saw the answer), nobody asked and the
        system was (`helpers.watch.children`), or a fork server was asked at the block's end (there, too).
        """
        self._drafts[identity].exit_code = code
        self._drafts[identity].settled = None

    def ended_without_code(self) -> Iterator[Draft]:
        """Yield children of the watching process that may have ended, with a code that nobody has asked for."""
        for draft in self._drafts.values():
            if draft.parent == KERNEL and draft.exit_code is None and draft.ended is not None:
                yield draft

    def name(self, identity: str) -> str:
        """Return the name of a process."""
        draft = self._drafts.get(identity)
        return identity if draft is None else steady_name(draft)

    def snapshot(self, nanoseconds: int, *, live: bool, brief: bool = False) -> Snapshot:
        """Return what is known, as plain data.

        Parameters
        ----------
        nanoseconds : int
            Now, or the block's end, `time.monotonic_ns`.
        live : bool
            Whether the block is still running.
        brief : bool
            Leave out the traffic: a picture takes from `traffic` what is new.
        """
        self.traffic.match(final=not live)
        duration = self.seconds(nanoseconds)
        if len(self._sorted) != len(self._events):
            self._events.sort(key=lambda event: event.time)
            self._sorted = tuple(self._events)
        drafts = sorted(self._drafts.values(), key=lambda draft: (draft.parent is not None, draft.started))
        return Snapshot(
            processes=tuple(draft.finished() for draft in drafts),
            events=self._sorted,
            duration=duration,
            live=live,
            notes=tuple(self.notes),
            **({} if brief else self.traffic.whole()),
        )

    def _add(self, draft: Draft) -> Draft:
        self._drafts[draft.id] = draft
        return draft

    def _drop(self, identity: str) -> None:
        draft = self._drafts.pop(identity, None)
        if draft is not None and draft.pid is not None and self._by_pid.get(draft.pid) == identity:
            del self._by_pid[draft.pid]

    def _note(self, time: float, process: str, kind: str, text: str = "") -> None:
        self._events.append(Event(time, process, kind, text))
