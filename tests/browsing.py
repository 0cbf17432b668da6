"""A real JupyterLab in a headless Chromium, for browser tests and benchmarks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from ports import free_port

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
TOKEN = "browser-test"
LATE = "[anywidget] Failed to initialize model."
"""What anywidget says after two seconds on a busy machine; the picture is drawn all the same, or a test misses it."""
ROOT = Path(__file__).parent.parent
ALL = os.environ.get("COURSE_MATRIX") == "full"
"""Whether everything is tried in the browser, or what shows most."""
THEMES = ["light", "dark"] if ALL else ["light"]
"""Themes for a test that is the same in both but for its colours."""


def chromium():
    """Return the path of the system's Chromium, or None."""
    return next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


@contextmanager
def jupyterlab(folder, home, **environment):
    """Serve `folder`; gives the address, and leaves nothing running."""
    port = free_port()
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", f"--IdentityProvider.token={TOKEN}",
        "--allow-root", "--LabApp.expose_app_in_browser=True",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    env = {**os.environ, "HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1", **environment}
    news = home / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True, exist_ok=True)
    (news / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')  # asks no question
    env.pop("PYTEST_CURRENT_TEST", None)  # ipykernel would turn the capture of children's output off
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=1).status == 200, 60)
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # twice: it asks first
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        log.close()


def wait_for(condition, seconds):
    """Wait until `condition` is true; an OSError counts as not yet."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"{condition} was not true within {seconds} s")
        time.sleep(0.05)


@contextmanager
def chromium_or_skip():
    """Give a headless Chromium; without one, skip the test, or fail it where there must be one."""
    if chromium() is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium; install the system's package, for example: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    with headless_browser() as browser:
        yield browser


@contextmanager
def headless_browser():
    """Give a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_page(browser):
    """Give an empty page of it."""
    # Motion is drawn by the CPU here, at every moment.
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@contextmanager
def offline_page(browser, *schemes):
    """Give an empty page without a network; what it complains about fails the test, and each request but these."""
    problems = []
    with open_page(browser) as page:
        page.context.set_offline(True)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("dialog", lambda opened: (problems.append(opened.message), opened.dismiss()))
        page.on("request", lambda one: problems.append(one.url) if not one.url.startswith(schemes) else None)
        yield page
    assert problems == []


def collect_problems(page):
    """Collect what a page complains about from now on; a dialog would be a script that ran."""
    found = []

    def dialog(opened):
        if opened.type != "beforeunload":
            found.append(f"dialog: {opened.message}")
        opened.accept()

    page.on("pageerror", lambda error: found.append(str(error)) if LATE not in str(error) else None)
    page.on("dialog", dialog)
    return found


def screenshot(page, name):
    """Leave a picture of the page to be looked at, where everything is tried: it costs half a second."""
    if not ALL:
        return
    artefacts = ROOT / "artefacts"
    artefacts.mkdir(exist_ok=True)
    page.screenshot(path=artefacts / f"{name}.png")


class Lab:
    """One notebook, open in JupyterLab."""

    def __init__(self, page, address, notebook, *, dark=False):
        self.page = page
        page.goto(f"{address}/lab/tree/{notebook}?token={TOKEN}&reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_function("window.jupyterapp !== undefined")
        if dark:
            self.command("apputils:change-theme", {"theme": "JupyterLab Dark"})
            page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
        self.command("application:toggle-left-area") if page.locator("#jp-left-stack:visible").count() else None
        self.wait_idle()

    def command(self, name, arguments=None):
        """Run a command of JupyterLab without waiting for its end."""
        self.page.evaluate(
            "([name, args]) => { window.jupyterapp.commands.execute(name, args || {}).catch(() => {}); }",
            [name, arguments],
        )

    def kernel(self):
        """Return the kernel's status as JupyterLab knows it: idle, busy, starting, none."""
        return self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session?.kernel?.status || 'none'"
        )

    def wait_idle(self, seconds=90):
        """Wait until the kernel lives and no cell is running or waiting."""
        wait_for(lambda: self.kernel() == "idle" and not self.busy(), seconds)

    def busy(self):
        """Tell whether a cell is running or waits for its turn: its prompt is a star.

        The status of the kernel can't be trusted, as subshells are idle, nor the page, which shows some cells only.
        """
        return self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets.some(cell => cell.prompt === '*')"
        )

    def has_begun(self):
        """Tell whether a cell has run or waits for its turn, where none had a number before."""
        return self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets.some(cell => cell.prompt)"
        )

    def select(self, index):
        """Make the cell of that index the active one."""
        self.page.evaluate("(i) => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = i; }", index)

    def run(self, index):
        """Start the cell of that index and return at once."""
        self.select(index)
        self.command("notebook:run-cell")
        wait_for(self.busy, 30)

    def run_above(self, index):
        """Start all cells above the one of that index and return at once."""
        self.select(index)
        self.command("notebook:run-all-above")
        wait_for(self.busy, 30)

    def show(self, index):
        """Scroll to the cell of that index: the page has only those that can be seen, and some more."""
        self.page.evaluate("(i) => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'start')", index)

    def texts(self):
        """Return the texts of the outputs of all cells."""
        return self.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.type === 'code'
                ? cell.model.outputs.toJSON().map(output => output.text || '').join('') : '')"""
        )

    def output(self, index):
        """Return the output area of that cell, as a locator."""
        return self.page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{index}'] .jp-Cell-outputArea")

    def shut_down_kernel(self):
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")


def notebook_of(*sources):
    """Return a notebook's JSON text with these code cells."""
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for n, source in enumerate(sources)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
