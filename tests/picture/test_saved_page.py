"""The saved page: it replays a recording from disk, without a network, a kernel or a server."""

import pytest
from playwright.sync_api import expect

from browsing import offline_page
from helpers.show.page import page as saved_page
from helpers.show.text import plain
from picture.frames import HOSTILE, KERNEL, TALK, key_frame, process
from picture.hands import go_to, row


@pytest.fixture
def saved(chromium_browser, tmp_path):
    """Give a function that opens a recording's page from disk, offline; complaints fail the test."""
    with offline_page(chromium_browser, "file:") as page:

        def opened(*given):
            path = tmp_path / "run.html"
            path.write_text(saved_page(*given), encoding="utf-8")
            page.goto(path.as_uri())
            return page

        yield opened


def test_a_saved_page_replays(saved):
    """From disk, without a network, a kernel or a server."""
    page = saved(TALK, "a run", "notebook kernel")
    expect(page).to_have_title("a run")
    expect(page.locator(".mmv-name")).to_have_text(["notebook kernel", "taker", "maker"])
    page.locator(".mmv-play").click()
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "true")
    go_to(page, 1.05)
    expect(page.locator(".mmv-front")).to_have_attribute("data-messages", "1")
    assert page.evaluate("() => getComputedStyle(document.querySelector('.mmv-head')).display") == "flex"


@pytest.mark.parametrize(("scheme", "light"), [("light", "true"), ("dark", "false")])
def test_a_saved_page_follows_the_colours_of_the_system(saved, scheme, light):
    """Also when they change."""
    page = saved(TALK, "a run")
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)


@pytest.mark.parametrize(
    "text", [HOSTILE, "</script><script>alert(1)</script>", "]]><!-- <script>", "\u2028\u2029\0 {title} \ud800 {{"]
)
def test_a_saved_page_runs_nothing_of_the_recording(saved, text):
    """Whatever a process is called or says is text, in the title too."""
    named = process("0.1", [1, None, "running"], name=text, ticks=[[1.1, text]])
    page = saved(key_frame(KERNEL, named, notes=[text]), text, text)
    expect(row(page, "0.1").locator(".mmv-name")).to_have_count(1)
    expect(row(page, "0.1").locator(".mmv-name")).to_have_text(plain(text))
    expect(page.locator("body script")).to_have_count(2)
    expect(page.locator("img")).to_have_count(0)


def test_everything_is_told_in_words(saved):
    """Who does not see the arrows opens a list: messages with sender and receiver, waits, ends; as text alone."""
    page = saved(TALK, "a run")
    page.locator(".mmv-told summary").click()
    lines = page.locator(".mmv-events li").all_inner_texts()
    assert any(" sends " in line for line in lines)
    assert any(" receives " in line for line in lines)
    times = [float(line.partition(" s:")[0]) for line in lines]
    assert times == sorted(times)
