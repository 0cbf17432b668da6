"""Fixtures for all tests: real processes, bounded waits, nothing left behind."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import re
import shutil
import signal
import tempfile
import threading
import time
from contextlib import suppress
from multiprocessing import util
from pathlib import Path

import matplotlib as mpl
import psutil
import pytest

import distribution
import ports
from distribution import FULL
from helpers.ground import facts
from helpers.trace import log as logs
from helpers.trace import wraps


def methods():
    """Return the start methods that this run tries: its own and another.

    With ``COURSE_MATRIX=full``, all there are; with ``COURSE_MATRIX=own``, where others have theirs, no other.
    """
    known = multiprocessing.get_all_start_methods()  # the platform's own first
    if FULL:
        return known
    own = os.environ.get(facts.START_METHOD) or known[0]
    others = [method for method in ("spawn", "fork") if method in known and method != own]
    return [own] if os.environ.get("COURSE_MATRIX") == "own" else [own, *others[:1]]


METHODS = methods()
FEWER_METHODS = METHODS if FULL else METHODS[:1]
"""For what takes long: this run's own start method, or in the full matrix all of them."""


def pytest_xdist_auto_num_workers(config):
    """Run several files at once, but a single one in this process."""
    return distribution.processes(config)


def pytest_configure(config):
    """Force the start method that was asked for; keep progress away from that of whoever runs the tests."""
    if config.option.dist != "no" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(distribution.Distribution(config))
    ports.for_kernels()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in what a shell's script has put into the background
        signal.signal(signal.SIGINT, signal.default_int_handler)
    facts.force_start_method(os.environ.get(facts.START_METHOD, ""))
    folder = tempfile.TemporaryDirectory(prefix="progress-")
    config.add_cleanup(folder.cleanup)
    os.environ["COURSE_PROGRESS"] = folder.name


def pytest_collection_modifyitems(items):
    """Leave a mark on what opens a browser, so that it can be chosen or left out; begin with what takes long."""
    for item in items:
        if "chromium_browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: distribution.rank(item.nodeid))


def pytest_sessionstart(session):
    """Let matplotlib build its font cache now: on a new machine it says so on stderr, in the first plot's cell."""
    if not hasattr(session.config, "workerinput") and not list(Path(mpl.get_cachedir()).glob("fontlist-*")):
        importlib.import_module("matplotlib.font_manager")


@pytest.fixture(autouse=True, scope="session")
def _private_temp_folder():
    """Give this run, its children and its notebooks a temp folder of their own, and look into it at the end."""
    before = os.environ.get("TMPDIR"), tempfile.tempdir
    os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(prefix="course-")  # short: sockets live in it
    # After multiprocessing's own temp folder in it (priority -100) has gone at the interpreter's end.
    util.Finalize(None, shutil.rmtree, [tempfile.tempdir, True], exitpriority=-200)
    yield
    left = list(_watch_folders())
    tempfile.tempdir = before[1]
    if before[0] is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = before[0]
    assert left == []


@pytest.fixture(params=METHODS)
def context(request):
    """Give multiprocessing's context of each start method in turn."""
    return multiprocessing.get_context(request.param)


@pytest.fixture
def start_method():
    """Give a function that makes a start method the default, as plain lesson code uses it."""
    before = multiprocessing.get_start_method(allow_none=True)
    yield lambda name: multiprocessing.set_start_method(name, force=True)
    multiprocessing.set_start_method(before, force=True)


@pytest.fixture
def method(context, start_method):
    """Make each start method in turn the default."""
    start_method(context.get_start_method())
    return context.get_start_method()


@pytest.fixture(autouse=True)
def _nothing_left_behind(request):
    """Fail a test that leaves a child, a thread, a wrapped method or a watch folder behind."""
    if not hasattr(request, "function"):  # a notebook's cell runs elsewhere
        yield
        return
    threads = _threads()
    folders = set(_watch_folders())
    there = {child.pid for child in psutil.Process().children()}  # a server that serves several tests
    yield
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and (_children(there) or _threads() - threads):
        time.sleep(0.02)
    assert _children(there) == []
    assert _threads() - threads == set()
    assert set(_watch_folders()) - folders == set()
    assert not wraps.is_installed()
    assert logs._current is None


def _threads():
    """Return the living threads, those left out that Playwright and Jupyter keep for their event loops."""
    return {thread for thread in threading.enumerate() if not re.match(r"asyncio_|.* - runner$", thread.name)}


def _watch_folders():
    return Path(tempfile.gettempdir()).glob("watch-*")


def _children(there):
    """Return the descendants of this process, except what was there and multiprocessing's own helpers."""
    multiprocessing.active_children()
    found = []
    for child in psutil.Process().children():
        if child.pid in there:
            continue
        with suppress(psutil.Error):
            family = [child, *child.children(recursive=True)]
            lines = [f"{process.pid} {' '.join(process.cmdline())}" for process in family]
            helpers = "multiprocessing.resource_tracker", "multiprocessing.forkserver"
            found += lines[1:] if any(helper in lines[0] for helper in helpers) else lines
    return found
