"""The processes that multiprocessing starts for itself: the resource tracker and the fork server.

Other packages have their own, as joblib has: they are known by what they are, not by whose they are.
"""

from __future__ import annotations

import re

MACHINERY = frozenset({"fork server", "resource tracker"})
"""Roles of these processes."""

_ROLES = {"resource_tracker": "resource tracker", "forkserver": "fork server"}
# python -c "from multiprocessing.resource_tracker import main; main(5)", or python -m package.backend.resource_tracker
_MAIN = re.compile(
    r"\bfrom (?:\w+\.)+(resource_tracker|forkserver) import main\b|-m (?:\w+\.)+(resource_tracker|forkserver)(?: |$)"
)


def role_of(command_line: list[str]) -> str | None:
    """Return which of them has this command line; None if it is neither.

    What a fork server has forked has its command line, too.
    """
    found = _MAIN.search(" ".join(command_line))
    return None if found is None else _ROLES[found[1] or found[2]]
