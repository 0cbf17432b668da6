"""The processes that multiprocessing starts for itself: the resource tracker and the fork server."""

from __future__ import annotations

MACHINERY = frozenset({"fork server", "resource tracker"})
"""Roles of these processes."""

_MODULES = {"multiprocessing.resource_tracker": "resource tracker", "multiprocessing.forkserver": "fork server"}


def role_of(command_line: list[str]) -> str | None:
    """Return which of them has this command line; None if it is neither.

    What a fork server has forked has its command line, too.
    """
    line = " ".join(command_line)
    return next((role for module, role in _MODULES.items() if module in line), None)
