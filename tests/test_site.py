"""The site: a lesson from a made-up run, built by Sphinx and opened from disk in a browser without a network."""

import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import nbformat
import pytest

pytest.importorskip("playwright")
pytest.importorskip("furo", reason="the site's tools are not installed: python -m uv sync --group docs")

from playwright.sync_api import expect

from browsing import ROOT, chromium_or_skip, offline_page
from conftest import FULL
from helpers.show import replay
from helpers.show.page import page as saved_page
from notebooks import NOTEBOOKS
from picture.frames import HOSTILE, KERNEL, TALK, key_frame, process
from picture.hands import go_to

expect.set_options(timeout=60_000)  # a busy machine draws late
LESSON = "03_queue"
BAD = key_frame(KERNEL, process("0.1", [1, None, "running"], name=HOSTILE, ticks=[[1.1, HOSTILE]]))


def made_up_run(cache):
    """Put a run of the lesson into the cache that never was: its pictures have recordings of our own, in turn."""
    path = next(path for path in NOTEBOOKS if path.stem == LESSON)
    notebook = nbformat.read(path, as_version=4)
    states = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "live picture" in "".join(output.get("data", {}).get("text/plain", "")):
                model = f"model-{len(states)}"
                output.data[replay.VIEW]["model_id"] = model
                states[model] = {"state": {"frame": BAD if len(states) == 1 else TALK}}
    key = hashlib.sha256("\0".join(cell.source for cell in notebook.cells).encode()).hexdigest()
    notebook.metadata |= {"key": key, "widgets": {replay.STATE: {"state": states}}}
    cache.mkdir()
    (cache / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    (cache / "03_queue.html").write_text(saved_page(TALK, "a program"), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Give the folder of a built site: this lesson from the made-up run, or all lessons where everything is tried."""
    folder = tmp_path_factory.mktemp("site")
    if not FULL:
        made_up_run(folder / "cache")
    command = [sys.executable, ROOT / "docs" / "make.py", "--cache", folder / "cache", "--site", folder / "site"]
    done = subprocess.run([*command, *([] if FULL else [LESSON[:2]])], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    problems = [line for line in done.stderr.splitlines() if "WARNING" in line and "xref_missing" not in line]
    assert problems == []
    assert not FULL or "WARNING" not in done.stderr  # alone, a lesson has no neighbours to link to
    return folder / "site"


@pytest.fixture(scope="module")
def browser():
    """Give a headless Chromium, or skip where there is none."""
    with chromium_or_skip() as browser:
        yield browser


@pytest.fixture
def page(browser):
    """Give a page without a network; what it complains about, and each request elsewhere, fails the test."""
    with offline_page(browser, "file:", "data:") as page:
        yield page


def test_pictures_play_in_the_page(site, page):
    """They are loaded when they come into view; a name that means no good is text."""
    page.goto((site / "notebooks" / f"{LESSON}.html").as_uri())
    replays = page.locator(".mmv-recording")
    assert replays.count() > 10
    assert page.locator(".mmv-picture").count() < replays.count() // 2
    first = replays.first
    first.scroll_into_view_if_needed()
    expect(first.locator(".mmv-picture")).to_have_attribute("data-live", "false")
    if FULL:  # a recording of a real run may be over in a moment
        return
    first.get_by_text("0.1").click()
    first.locator(".mmv-play").click()
    expect(first.locator(".mmv-picture")).to_have_attribute("data-playing", "true")
    go_to(first, 1.05)
    expect(first.locator(".mmv-front")).to_have_attribute("data-messages", "1")
    replays.nth(1).scroll_into_view_if_needed()
    expect(replays.nth(1).locator(".mmv-name").nth(1)).to_have_text(HOSTILE)
    expect(page.locator("article img[src=x]")).to_have_count(0)


def test_questions_are_answered_in_the_page(site, page):
    """What was chosen is held against what the cell did, and the reason told; hints open one by one."""
    page.goto((site / "notebooks" / f"{LESSON}.html").as_uri())
    form = page.locator(".mmv-predict").filter(has_text="How many None does it take?")
    form.get_by_label("1").check()
    expect(form.get_by_role("status")).to_contain_text("You said 1. It is: 2.")
    form.get_by_label("2").check()
    expect(form.get_by_role("status")).to_have_text("You said 2, and so it is.")
    hint = page.locator(".mmv-help").first
    assert not hint.evaluate("element => element.open")
    hint.locator("summary").click()
    assert hint.evaluate("element => element.open")


@pytest.mark.parametrize(("scheme", "light"), [("light", "true"), ("dark", "false")])
def test_it_fits_a_phone_in_both_themes(site, page, scheme, light):
    """Nothing sticks out at the side, and the picture has the page's colours."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto((site / "notebooks" / f"{LESSON}.html").as_uri())
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
    page.locator(".mmv-recording").first.scroll_into_view_if_needed()
    page.locator(".mmv-picture").first.wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_a_program_is_replayed(site, page):
    """The page about programs shows what the command leaves of one."""
    page.goto((site / "programs.html").as_uri())
    page.locator(".mmv-recording").scroll_into_view_if_needed()
    expect(page.locator(".mmv-picture")).to_have_attribute("data-live", "false")


def test_the_search_finds_words_of_a_lesson(site, page):
    """Also when the site was opened from disk."""
    page.goto((site / "search.html").as_uri() + "?q=sentinel")
    expect(page.locator("#search-results li a").first).to_contain_text("Queue")


class Links(HTMLParser):
    """The ids of a page, its links, and what it loads."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loaded = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids.add(found.get("id"))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        elif tag == "link" and "stylesheet" in found.get("rel", ""):
            self.loaded.append(found["href"])
        elif tag in {"script", "img", "iframe", "source"} and found.get("src"):
            self.loaded.append(found["src"])
        if found.get("data-source"):
            self.loaded.append(found["data-source"])


def test_links_and_anchors_lead_somewhere(site):
    """And no page loads anything from outside."""
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    broken = []
    for path, found in pages.items():
        assert [one for one in found.loaded if re.match(r"(https?:)?//", one)] == []
        for link in found.links + [one for one in found.loaded if not one.startswith("data:")]:
            if re.match(r"\w+:", link) or (not FULL and link.endswith(".ipynb")):  # lessons that were not built
                continue
            where, anchor = urldefrag(link.partition("?")[0])
            target = (path.parent / unquote(where)).resolve() if where else path
            if not target.exists() or (anchor and target in pages and unquote(anchor) not in pages[target].ids):
                broken.append((path.name, link))
    assert broken == []
    assert len(pages) > 8
    assert Path(site / "failures.html") in pages
