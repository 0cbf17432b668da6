"""A few open files that can be given up: without any, a program that has opened all it may can't remove a folder."""

from __future__ import annotations

import os

_FILES = 3


class Reserve:
    """Some file descriptors, held until `release`, or in a ``with`` block.

    Raises
    ------
    OSError
        If the program has opened all files that it may already.
    """

    def __init__(self) -> None:
        self._files: list[int] = []
        try:
            for _ in range(_FILES):
                self._files.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            self.release()
            raise

    def __enter__(self) -> None:
        """Hold it."""

    def __exit__(self, *_: object) -> None:
        """Release it."""
        self.release()

    def release(self) -> None:
        """Give them up; a second call changes nothing."""
        while self._files:
            os.close(self._files.pop())
