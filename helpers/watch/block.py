"""``with watch() as recording:`` - see the processes of a block while it runs."""

from __future__ import annotations

import html
import os
import shutil
import sys
import tempfile
import threading
import time
from contextlib import suppress
from multiprocessing import connection, process
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.ground.facts import facts
from helpers.ground.notebook import in_notebook
from helpers.ground.reserve import Reserve
from helpers.ground.signals import uninterrupted
from helpers.record.history import Draft, History
from helpers.record.sampler import make_sampler
from helpers.record.tail import Tail
from helpers.show import text
from helpers.show.courier import Courier
from helpers.trace import adoption, hooks
from helpers.trace import log as logs
from helpers.watch.recording import Recording

if TYPE_CHECKING:
    from types import TracebackType

    from helpers.record.snapshot import Snapshot
    from helpers.show.frame import Encoder
    from helpers.show.widget import Picture

_TAIL_INTERVAL = 0.05  # seconds between two looks into the event files
_SAMPLE_INTERVAL = 0.1  # seconds between two samples, and between two frames
_SHARE = 0.05  # of one core, at most, for sampling; the interval stretches accordingly
_READING_SHARE = 0.02  # the same for reading tapes: each moment of it, the watched program may wait for the interpreter
_RECORDS = 500  # of one tape, to read at once
_JOIN_LIMIT = 5.0  # seconds to wait for the sampling thread at the block's end
_ANSWER_LIMIT = 2.0  # seconds that a fork server on a busy machine gets to say how its children have ended


class watch:  # noqa: N801 - reads as a verb: with watch():
    """Show the processes of a block while it runs, and keep a recording of it.

    In a notebook a live picture appears under the cell; when the block has ended it stays as a recording that can be
    replayed, and the process tree follows as text. Elsewhere the text is printed at the block's end.

    The code in the block needs no change, under any start method. Watching it changes nothing: an exception passes
    through, nobody is reaped, and when the block has ended nothing of it stays in the process.

    Raises
    ------
    RuntimeError
        On entering, if a block of this process is being watched already.

    Examples
    --------
    >>> with watch() as recording:
    ...     child = Process(target=greet, name="greeter")
    ...     child.start()
    ...     child.join()
    main process
    └─ greeter · exit 0
    >>> [process.exit_code for process in recording.processes if process.role == "worker"]
    [0]
    """

    _active: tuple[int, watch] | None = None

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._lock = threading.RLock()
        self._sampling = _Budget()
        self._drawing = _Budget()
        self._reading = _Budget(share=_READING_SHARE)
        self._picture: Picture | None = None
        self._encoder: Encoder | None = None
        self._tail: Tail | None = None
        self._folder: Path | None = None
        self._reserve: Reserve | None = None
        self._outer: logs.Log | None = None
        self._recording: Recording
        self._pid = os.getpid()
        self._problems = 0

    def __enter__(self) -> Recording:
        """Start to watch."""
        self._refuse_nesting()
        block = sys._getframe(1)  # noqa: SLF001 - the code that is watched: its names are the names of its queues
        try:
            with uninterrupted():
                watch._active = (os.getpid(), self)
                return self._begin({**block.f_globals, **block.f_locals})
        except BaseException:  # also a Ctrl-C that was held back
            with uninterrupted():
                self._take_down()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the recording and show it; an exception of the block passes through."""
        try:
            if not self._is_active():  # a forked child that leaves by the same door
                return
            with uninterrupted():
                self._end_and_show()
        finally:
            if self._is_active():  # interrupted before the interrupt could be held back
                with uninterrupted():
                    self._end_and_show()

    @staticmethod
    def recording_now() -> Recording | None:
        """Return the recording that is being made in this process, if there is one."""
        active = watch._active
        return getattr(active[1], "_recording", None) if active is not None and active[0] == os.getpid() else None

    @staticmethod
    def take_down_leftover() -> None:
        """End a block that was left without its ``__exit__``, as if it had ended regularly but without its text.

        Call it only where no block can be open.
        """
        active = watch._active
        if active is not None and active[0] == os.getpid():
            with uninterrupted():
                active[1]._end()  # noqa: SLF001 - of this class

    # --- beginning ----------------------------------------------------------------------------------------------

    def _is_active(self) -> bool:
        return watch._active is not None and watch._active[0] == os.getpid()

    def _refuse_nesting(self) -> None:
        if self._stop.is_set():
            raise RuntimeError(
                "this watch() has ended and can't be entered again; write watch() anew for each block, for example: "
                "with watch() as second:"
            )
        if self._is_active():
            raise RuntimeError(
                "watch() was entered while another watch() of this process is still watching; one picture shows all "
                "processes, so use a single block, for example: with watch(): first(); second()"
            )

    def _begin(self, namespace: dict[str, object]) -> Recording:
        is_notebook = in_notebook()
        if is_notebook:  # importing takes longer than the first processes may live
            from helpers.show import frame, widget  # noqa: PLC0415

            self._encoder = frame.Encoder(facts())
        self._sampler = make_sampler()
        start = time.monotonic_ns()
        self._history = History(
            start,
            os.getpid(),
            "notebook kernel" if is_notebook else "main process",
            leaves_zombies=sys.platform != "win32",
        )
        self._courier = Courier(self._history.traffic, self._history.name)
        self._open_folder()
        log = logs._current if self._tail is not None else None  # noqa: SLF001
        for child in _children_of_this_process():
            self._history.already_there(*child)
            if log is not None:
                log.started[child[0]] = f"p{child[0]}"  # so that its exit code is told, too
        self._sample(first=True)
        self._recording = Recording(self._snapshot(), self._refresh)
        if self._encoder is not None:
            with suppress(Exception):
                self._picture = widget.show(self._encoder.frame(self._recording.snapshot))
        if log is not None:
            with suppress(Exception):
                adoption.adopt(namespace, log)
        hooks.install()
        self._thread.start()
        return self._recording

    def _open_folder(self) -> None:
        try:
            self._reserve = Reserve()
            # Private: mode 0700, unguessable name. The pid is for the guardian of a kernel that is killed.
            self._folder = Path(tempfile.mkdtemp(prefix=f"watch-{os.getpid()}-"))
            (self._folder / logs.OPEN).touch()
            if logs.stacks_wanted:
                (self._folder / logs.STACKS).touch()
            log = logs.Log(str(self._folder), "0")
            log.open()  # now: two threads that open it at once would open it twice
        except OSError as error:
            self._history.notes.append(
                f"Children can't tell what they do, as there is no room for it: {error.strerror}."
            )
            return
        self._tail = Tail(self._folder)
        self._outer = logs.current()
        logs.follow(log)

    # --- while the block runs: in the sampling thread -----------------------------------------------------------

    def _run(self) -> None:
        while not self._stop.wait(_TAIL_INTERVAL):
            try:
                self._step()
            except Exception:  # noqa: BLE001 - never into the learner's cell
                self._problems += 1

    def _step(self) -> None:
        with self._lock:
            self._read_events()
            if self._encoder is not None and self._reading.allows():  # else nobody sees them before the end
                with self._reading:
                    self._read_tapes()
            if self._sampling.allows():
                with self._sampling:
                    self._sample()
                    self._ask_for_exit_codes()
        if self._picture is not None and self._encoder is not None and self._drawing.allows():
            with self._drawing:
                with self._lock:
                    snapshot = self._history.snapshot(time.monotonic_ns(), live=True, brief=True)
                    frame = self._encoder.frame(snapshot, self._courier)
                self._picture.frame = frame

    def _refresh(self) -> Snapshot | None:
        """Return what is known at this moment, for whoever looks into the recording while the block runs."""
        if os.getpid() != self._pid:  # a forked child: the lock may be held by a thread that it does not have
            return None
        if self._lock._is_owned():  # type: ignore[attr-defined]  # noqa: SLF001 - a signal has interrupted this very method
            return None
        with self._lock:
            self._read_events()
            self._read_tapes(final=True)
            return self._snapshot()

    def _snapshot(self) -> Snapshot:
        return self._history.snapshot(time.monotonic_ns(), live=True)

    def _read_events(self, *, final: bool = False) -> None:
        if self._tail is None:
            return
        for identity, event in self._tail.read(final=final):
            try:
                self._history.event(identity, event)
            except Exception:  # noqa: BLE001 - one bad event must not cost the others
                self._problems += 1

    def _read_tapes(self, *, final: bool = False) -> None:
        if self._tail is None:
            return
        traffic = self._history.traffic
        for record in self._tail.read_tapes(traffic.is_known, limit=None if final else _RECORDS):
            try:
                traffic.record(record, self._history.seconds(record.t))
            except Exception:  # noqa: BLE001
                self._problems += 1

    def _sample(self, *, first: bool = False) -> None:
        readings = self._sampler.sample(self._history.expected())
        self._history.sample(time.monotonic_ns(), readings, self._sampler.command_line, first=first)

    # --- ending -------------------------------------------------------------------------------------------------

    def _end(self) -> None:
        now = time.monotonic_ns()
        try:
            self._stop.set()
            self._thread.join(_JOIN_LIMIT)
            hooks.uninstall()
            with suppress(Exception):
                self._finish(now)
        finally:
            self._take_down()

    def _finish(self, now: int) -> None:
        if self._folder is not None:  # from now on a child that says something prints it
            with suppress(OSError):
                (self._folder / logs.OPEN).unlink()
        self._read_events(final=True)
        self._read_tapes(final=True)
        with suppress(Exception):
            self._sample()
        self._ask_for_exit_codes(final=True)
        log = logs.current()
        lost = self._problems + (self._tail.unreadable if self._tail else 0) + (log.errors if log else 0)
        if self._history.traffic.missed:
            self._history.notes.append(
                f"{self._history.traffic.missed:,} messages, waits and locks were too many for one recording."
            )
        if lost:
            self._history.notes.append(f"{lost} events could not be recorded.")
        self._recording.finish(self._history.snapshot(now, live=False))

    def _ask_for_exit_codes(self, *, final: bool = False) -> None:
        limit = time.monotonic() + _ANSWER_LIMIT
        for draft in self._history.ended_without_code():
            if draft.start_method != "forkserver":
                code = _peek_exit_code(draft)
            elif final:  # not while the block's own code may be waiting for the same answer
                code = _exit_code_from_fork_server(draft, max(0.0, limit - time.monotonic()))
            else:
                continue
            if code is not None:
                self._history.exit_code(draft.id, code)

    def _take_down(self) -> None:
        """Leave nothing behind, whatever happened before."""
        self._stop.set()
        hooks.uninstall()
        logs.follow(None)
        if self._outer is not None and self._outer.is_read():  # a child whose parent watches, too
            logs.follow(self._outer)
            hooks.install()
        if self._reserve is not None:
            self._reserve.release()
        if self._folder is not None:
            for _ in range(5):  # a child that starts just now may make its file in between
                shutil.rmtree(self._folder, ignore_errors=True)
                if not self._folder.exists():
                    break
        watch._active = None

    def _end_and_show(self) -> None:
        self._end()
        with suppress(Exception):
            self._show_end()

    def _show_end(self) -> None:
        summary = text.summary(self._recording.snapshot)
        if self._encoder is None:
            print(summary)  # noqa: T201 - outside a notebook the text is the picture
            return
        if self._picture is not None:
            self._picture.frame = self._encoder.frame(self._recording.snapshot, self._courier)
        from IPython.display import display  # noqa: PLC0415 - only in a notebook

        display({"text/plain": summary, "text/html": _as_html(summary)}, raw=True)


class _Budget:
    """Allows a piece of work as often as its share of a core permits."""

    def __init__(self, interval: float = _SAMPLE_INTERVAL, share: float = _SHARE) -> None:
        self._interval = interval
        self._share = share
        self._due = 0.0
        self._began = 0.0

    def allows(self) -> bool:
        return time.monotonic() >= self._due

    def __enter__(self) -> None:
        self._began = time.thread_time()

    def __exit__(self, *_: object) -> None:
        cost = time.thread_time() - self._began
        self._due = time.monotonic() + max(self._interval, cost / self._share)


def _children_of_this_process() -> list[tuple[int, str, str, str, str]]:
    """Return (pid, name, role, start method, detail) of living children, without reaping ended ones.

    `multiprocessing.active_children` would reap them; the set that it reads does not.
    """
    found = []
    for child in list(process._children):  # type: ignore[attr-defined]  # noqa: SLF001
        popen = child._popen  # noqa: SLF001
        if popen is not None and popen.returncode is None and popen.pid is not None:
            with suppress(Exception):  # a subclass may have made anything of its name
                described = hooks.describe(child)
                found.append((popen.pid, str(child.name), described["role"], popen.method, described["detail"]))
    return sorted(found)


def _peek_exit_code(draft: Draft) -> int | None:
    """Return the exit code of an ended child that nobody has asked, leaving it as it is."""
    if not hasattr(os, "waitid") or draft.pid is None:
        return None
    try:
        found = os.waitid(os.P_PID, draft.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except OSError:
        return None
    if found is None:
        return None
    return -found.si_status if found.si_code in {os.CLD_KILLED, os.CLD_DUMPED} else found.si_status


def _exit_code_from_fork_server(draft: Draft, seconds: float) -> int | None:
    """Read the exit code of an ended child: the fork server leaves no zombie, and sends the code instead."""
    for child in list(process._children):  # type: ignore[attr-defined]  # noqa: SLF001
        popen = child._popen  # noqa: SLF001
        if popen is None or popen.pid != draft.pid or draft.role == "pool worker":
            continue  # a pool's own thread asks for its workers
        if popen.returncode is None and connection.wait([popen.sentinel], timeout=seconds):
            return popen.poll()  # type: ignore[no-any-return]
        return popen.returncode  # type: ignore[no-any-return]
    return None


def _as_html(summary: str) -> str:
    return f"<details><summary>the same as text</summary><pre>{html.escape(summary)}</pre></details>"
