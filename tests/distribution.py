"""How the tests are spread over processes, and what is told meanwhile.

Lessons and tests mostly wait for their children, so several processes per CPU keep the CPUs busy. A file's tests run
one after the other in one process, in order: a notebook's cells need each other, and a module's tests share what takes
long to start. Where a file tries several start methods, each method's tests may run elsewhere. Tests that share a
Chromium are a folder each.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter, defaultdict

import pytest
from xdist.scheduler import LoadScopeScheduling

from helpers.ground.facts import usable_cpus

FULL = os.environ.get("COURSE_MATRIX") == "full"
"""Whether everything is tried: each start method, and all lessons in the browser, too many for one process."""
PER_CPU = 3  # processes
SHARING = "tests/browser/", "tests/picture/"  # folders whose tests share a Chromium
LONGEST = (  # they start first, so that nobody waits for one at the end; what mostly waits goes beside what computes
    "tests/browser/test_lessons",
    "tests/safety/test_aftermath",
    "tests/browser/",
    "notebooks/07",
    "notebooks/04",
    "notebooks/05",
    "notebooks/10",
    "tests/test_trials",
    "notebooks/12",
    "tests/safety/test_safety",
    "notebooks/01",
    "notebooks/",
    "tests/practice/test_exercises",
    "tests/picture",
)


def scope_of(nodeid: str) -> str:
    """Return the name of those tests that run in one process, one after the other."""
    file, _, rest = nodeid.partition("::")
    if file.startswith(SHARING):
        if "test_lessons" not in file:
            return file.rpartition("/")[0]
        number = re.search(r"\[(\d+)_", rest)
        return f"{file} ({'odd' if int(number[1]) % 2 else 'even'})" if number and FULL else file
    method = re.search(r"\[(?:.*-)?(fork|spawn|forkserver)\b", rest)
    lesson = re.match(r".*\[([a-z_]+)-\d", rest) if file.endswith("test_exercises.py") else None
    if lesson and method:  # they have nothing to do with those of other lessons
        return f"{file} ({lesson[1]}, {method[1]})"
    return f"{file} ({method[1]})" if method else file


def rank(nodeid: str) -> int:
    """Return the place of a test's file among those that take long."""
    return next((place for place, start in enumerate(LONGEST) if nodeid.startswith(start)), len(LONGEST))


class ByFile(LoadScopeScheduling):
    """Give each process a file at a time, in the order of the tests."""

    def _split_scope(self, nodeid):
        return scope_of(nodeid)


class Distribution:
    """The plugin of the process that hands out the tests."""

    def __init__(self, config):
        self._config = config
        self._began = time.monotonic()
        self._left = Counter()  # tests, by scope
        self._seen = defaultdict(Counter)  # outcomes, by scope
        self._times = defaultdict(float)
        config.option.loadscopereorder = False  # the order is ours

    @pytest.hookimpl
    def pytest_xdist_make_scheduler(self, config, log):
        return ByFile(config, log)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids):
        self._left = Counter(map(scope_of, ids))

    @pytest.hookimpl(wrapper=True)
    def pytest_report_teststatus(self):
        """Print no letter for each test: a line for each file says more."""
        category, _, word = yield
        return category, "", word

    def pytest_runtest_logreport(self, report):
        scope = scope_of(report.nodeid)
        self._times[scope] += report.duration
        if report.failed or (report.skipped and not hasattr(report, "wasxfail")) or report.when == "call":
            self._seen[scope][report.outcome] += 1
        if report.failed:
            self._tell(f"FAILED {report.nodeid}")
        if report.when == "teardown":
            self._left[scope] -= 1
            if not self._left[scope]:
                outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self._seen[scope].items()))
                self._tell(f"{scope}: {outcomes} in {self._times[scope]:.0f} s")

    def pytest_sessionstart(self):
        self._reporter()._show_progress_info = False  # percents, which belong to the letters

    def _reporter(self):
        return self._config.pluginmanager.getplugin("terminalreporter")

    def _tell(self, words):
        reporter = self._reporter()
        reporter.ensure_newline()
        reporter.write_line(f"{time.monotonic() - self._began:5.0f} s  {words}")


def processes(config) -> int:
    """Return how many processes run the tests: none but this one for a single file or test."""
    if len(config.args) == 1 and re.search(r"\.(py|ipynb)(::.*)?$", config.args[0]):
        return 0
    return min(PER_CPU * usable_cpus(), 12)
