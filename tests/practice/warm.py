"""Attempts at an exercise without the start of a Python each: a server that has all imported forks them.

What a learner's `check` does is the same but for that start; the notebooks' check cells, test_attempt.py and
test_cells.py go the learner's way. Nothing here where there is no fork.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

from helpers.practice.checking import attempt

POSSIBLE = hasattr(os, "fork") and sys.platform != "darwin"  # a forked process can't use much of macOS
_MODULES = (
    "concurrent.futures.process",
    "concurrent.futures.thread",
    "json",
    "multiprocessing.managers",
    "multiprocessing.pool",
    "multiprocessing.popen_fork",
    "multiprocessing.popen_forkserver",
    "multiprocessing.popen_spawn_posix",
    "multiprocessing.sharedctypes",
    "multiprocessing.shared_memory",
    "helpers.practice.checking.inside",
)
_BOOT = "import sys; sys.path[:] = {path!r}; from practice.warm import serve; serve()"
_SOON = 20  # seconds to fork


@contextmanager
def attempts():
    """Let `helpers.practice.checking.attempt` fork its processes while the block runs."""
    if not POSSIBLE:
        yield
        return
    server, start = Server(), attempt._start
    attempt._start = server.start
    try:
        yield
    finally:
        attempt._start = start
        server.close()


class Server:
    """The server, as seen from the tests; a thread of its own hears what it says."""

    def __init__(self):
        program = [sys.executable, "-c", _BOOT.format(path=sys.path)]
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._heard, self._news = {}, threading.Condition()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def start(self, room, path, stderr):
        """Fork an attempt; see ``attempt._start``."""
        env = {**os.environ, "NO_COLOR": "1", **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(room))}
        request = {"room": str(room), "path": path, "errors": stderr.name, "env": env}
        with self._news:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        return Leader(self, self.hear(str(room), _SOON))

    def hear(self, key, seconds):
        """Return what the server says about `key`: the pid for a room, the exit code for a pid."""
        with self._news:
            self._news.wait_for(lambda: key in self._heard, seconds)
            return self._heard.get(key)

    def _listen(self):
        for line in self._process.stdout:
            key, value = json.loads(line)
            with self._news:
                self._heard[key] = value
                self._news.notify_all()

    def close(self):
        """End the server, and wait for it."""
        self._process.stdin.close()
        self._process.wait(_SOON)
        self._thread.join(_SOON)
        self._process.stdout.close()


class Leader:
    """What of a `subprocess.Popen` an attempt uses."""

    stdin = None
    returncode = None

    def __init__(self, server, pid):
        self.pid, self._server = pid, server

    def poll(self):
        """Return the exit code, or None."""
        return self.wait(0, strict=False)

    def wait(self, timeout, *, strict=True):
        """Wait for the exit code."""
        if self.returncode is None:
            self.returncode = self._server.hear(self.pid, timeout)
        if self.returncode is None and strict:
            raise subprocess.TimeoutExpired("a forked attempt", timeout)
        return self.returncode


def serve():
    """Fork an attempt for each line of standard input; say its pid, and later its exit code."""
    for name in _MODULES:
        __import__(name)
    lifeline, mine = os.pipe()  # the attempts see its end when this process ends
    awake, wake = os.pipe()
    for end in (awake, wake):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    rest = b""
    while True:
        ready, _, _ = select.select([0, awake], [], [])
        if awake in ready:
            os.read(awake, 4096)
            _say_who_ended()
        if 0 in ready:
            read = os.read(0, 65536)
            if not read:
                return
            *lines, rest = (rest + read).split(b"\n")
            for line in lines:
                request = json.loads(line)
                pid = os.fork()
                if not pid:
                    _become(request, lifeline, (mine, awake, wake))
                _say(request["room"], pid)


def _say_who_ended():
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        _say(pid, os.waitstatus_to_exitcode(status))


def _say(key, value):
    os.write(1, json.dumps([key, value]).encode() + b"\n")


def _become(request, lifeline, others):
    """Be an attempt, as if Python had been started for it."""
    from helpers.practice.checking import inside

    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.dup2(lifeline, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(request["errors"], os.O_WRONLY | os.O_APPEND), 2)
        for end in (lifeline, *others):
            os.close(end)
        os.environ.clear()
        os.environ.update(request["env"])
        sys.path[:] = request["path"]
        sys.argv[1:] = [request["room"]]
        sys.dont_write_bytecode = True
        inside.main()
    finally:
        os._exit(1)
