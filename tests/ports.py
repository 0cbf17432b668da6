"""Ports for servers and kernels, so that several test processes can't take each other's.

Who looks for a free port, closes it and lets a child open it again, leaves a moment in which somebody else may take it.
So each test process has a range of its own, below those that systems give out by themselves, and counts through it.
"""

from __future__ import annotations

import itertools
import os
import re
import socket

_FIRST, _EACH, _RANGES = 20_000, 700, 16  # Linux gives out ports from 32768 on, other systems from 49152 on
_worker = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0) % _RANGES
# A run beside this one begins somewhere else in the range.
_numbers = itertools.count((os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()) * 7)


def free_port(ip: str = "127.0.0.1") -> int:
    """Return a port of this test process that nobody listens on, and that it has not given out lately."""
    for number in itertools.islice(_numbers, _EACH):
        port = _FIRST + _worker * _EACH + number % _EACH
        with socket.socket() as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ip, port))
            except OSError:
                continue
            return port
    raise OSError(f"all ports of test process {_worker} are taken")


def for_kernels() -> None:
    """Let kernels that this process starts use them, too."""
    from jupyter_client.connect import LocalPortCache

    LocalPortCache.find_available_port = lambda _self, ip: free_port(ip)
