"""``with watch() as recording:`` - see the processes of a block while it runs."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from helpers.ground.signals import uninterrupted
from helpers.record.history import History
from helpers.trace import adoption, hooks
from helpers.watch import children
from helpers.watch.collector import Collector
from helpers.watch.folder import Folder
from helpers.watch.recording import Recording
from helpers.watch.sampling import Sampling
from helpers.watch.screen import Screen

if TYPE_CHECKING:
    from types import TracebackType

    from helpers.trace.log import Log


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

    # The block that is open, and the process that has opened it: a forked child inherits the one, but not the other.
    _active: tuple[int, watch] | None = None

    def __init__(self) -> None:
        self._folder = Folder()
        self._sampling: Sampling | None = None
        self._collector: Collector
        self._screen: Screen
        self._recording: Recording
        self._has_ended = False

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
            if not self._is_active():  # a forked child that leaves the block
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

    def _is_active(self) -> bool:
        return watch._active is not None and watch._active[0] == os.getpid()

    def _refuse_nesting(self) -> None:
        if self._has_ended:
            raise RuntimeError(
                "this watch() has ended and can't be entered again; write watch() anew for each block, for example: "
                "with watch() as second:"
            )
        if self._is_active():
            raise RuntimeError(
                "watch() was entered while another watch() of this process is still watching; one picture shows all "
                "processes, so use a single block, for example: with watch(): first(); second()"
            )

    # --- beginning ----------------------------------------------------------------------------------------------

    def _begin(self, namespace: dict[str, object]) -> Recording:
        self._screen = Screen()
        name = "notebook kernel" if self._screen.is_notebook else "main process"
        history = History(time.monotonic_ns(), os.getpid(), name, leaves_zombies=sys.platform != "win32")
        log = self._open_folder(history)
        self._collector = Collector(history, self._folder.tail)
        self._introduce_children(history, log)
        self._collector.sample(first=True)
        self._sampling = Sampling(self._collector, self._screen)
        self._recording = Recording(self._collector.snapshot(), self._sampling.look)
        self._screen.begin(self._recording.snapshot, history.traffic)
        if log is not None:
            with suppress(Exception):
                adoption.adopt(namespace, log)
        hooks.install()
        self._sampling.start()
        return self._recording

    def _open_folder(self, history: History) -> Log | None:
        try:
            return self._folder.open()
        except OSError as error:
            history.notes.append(
                f"Children can't report what they do, because there is no room for it: {error.strerror}."
            )
            return None

    @staticmethod
    def _introduce_children(history: History, log: Log | None) -> None:
        for child in children.already_there():
            history.already_there(*child)
            if log is not None:
                log.started[child[0]] = f"p{child[0]}"  # so that its exit code is told, too

    # --- ending -------------------------------------------------------------------------------------------------

    def _end_and_show(self) -> None:
        self._end()
        with suppress(Exception):
            self._screen.end(self._recording.snapshot)

    def _end(self) -> None:
        end = time.monotonic_ns()
        try:
            if self._sampling is not None:
                self._sampling.stop()
            hooks.uninstall()
            with suppress(Exception):
                self._folder.close()
                self._recording.finish(self._collector.finish(end))
        finally:
            self._take_down()

    def _take_down(self) -> None:
        """Leave nothing behind, whatever happened before."""
        self._has_ended = True
        if self._sampling is not None:
            self._sampling.give_up()
        hooks.uninstall()
        if self._folder.remove() is not None:  # a child whose parent watches, too
            hooks.install()
        watch._active = None
