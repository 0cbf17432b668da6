"""Fixtures for all tests: real processes, bounded waits, nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest

from helpers.trace import hooks
from helpers.trace import log as logs

METHODS = [method for method in ("fork", "spawn", "forkserver") if method in multiprocessing.get_all_start_methods()]


def pytest_collection_modifyitems(items):
    """Leave a mark on what opens a browser, so that it can be chosen or left out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True, scope="session")
def _private_temp_folder():
    """Give this run, its children and its notebooks' kernels a temp folder of their own, and look into it at the end."""
    before = os.environ.get("TMPDIR"), tempfile.tempdir
    os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(prefix="course-")  # short: sockets live in it
    yield
    left = list(_watch_folders())
    shutil.rmtree(tempfile.tempdir, ignore_errors=True)
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
def method(context, monkeypatch):
    """Make each start method in turn the default, as plain lesson code uses it."""
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method(context.get_start_method(), force=True)
    yield context.get_start_method()
    multiprocessing.set_start_method(before, force=True)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request):
    """Fail a test that leaves a child, a thread, a wrapped method or a watch folder behind."""
    if not hasattr(request, "function"):  # a notebook's cell runs elsewhere
        yield
        return
    threads = set(threading.enumerate())
    folders = set(_watch_folders())
    yield
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and (_children() or set(threading.enumerate()) - threads):
        time.sleep(0.02)
    assert _children() == []
    assert set(threading.enumerate()) - threads == set()
    assert set(_watch_folders()) - folders == set()
    assert hooks._originals == []
    assert logs._current is None


def _watch_folders():
    return Path(tempfile.gettempdir()).glob("watch-*")


def _children():
    """Return the names of the children of this process, multiprocessing's own helpers left out."""
    multiprocessing.active_children()
    found = []
    for child in psutil.Process(os.getpid()).children(recursive=True):
        try:
            line = " ".join(child.cmdline())
        except psutil.Error:
            continue
        if "resource_tracker" not in line and "multiprocessing.forkserver" not in line:
            found.append(f"{child.pid} {line}")
    return found
