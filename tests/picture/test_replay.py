"""Recordings in pages made from a notebook: they replay from disk, without a network, and are data alone."""

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from playwright.sync_api import expect

from browsing import offline_page
from helpers.show import replay
from helpers.show.export import ReplayExporter
from helpers.show.text import plain
from hostile import MARKUP
from picture.frames import HOSTILE, KERNEL, TALK, key_frame, process
from picture.hands import go_to, row
from stills import image

expect.set_options(timeout=60_000)  # a busy machine draws late
BAD = key_frame(
    KERNEL, *(process(f"0.{n}", [1, None, "running"], name=name) for n, name in enumerate([HOSTILE, *MARKUP]))
)
FAR = '<div style="height:9000px"></div>'


@pytest.fixture
def opened(chromium_browser, tmp_path):
    """Give a function that opens a page from disk, with its files; requests elsewhere and complaints fail the test."""
    with offline_page(chromium_browser, "file:", "data:") as page:

        def opened(body, **files):
            for name, text in files.items():
                (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
            path = tmp_path / "page.html"
            path.write_text(body, encoding="utf-8")
            page.goto(path.as_uri())
            return page

        yield opened


def exported(*frames):
    """Return a notebook with these pictures as one file."""
    outputs = []
    for number, _ in enumerate(frames):
        view = {"model_id": f"model-{number}", "version_major": 2, "version_minor": 1}
        outputs.append(nbformat.v4.new_output("display_data", {replay.VIEW: view, "text/plain": "(live picture)"}))
        text = image("<svg/>") + "<details><summary>the same as text</summary></details>"
        outputs.append(nbformat.v4.new_output("display_data", {"text/html": text, "text/plain": "kernel"}))
    states = {f"model-{number}": {"state": {"frame": frame}} for number, frame in enumerate(frames)}
    states["other"] = {"state": {"value": 3}}
    cell = nbformat.v4.new_code_cell("with watch(): ...", outputs=outputs)
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {replay.STATE: {"state": states}}})
    return ReplayExporter().from_notebook_node(notebook)[0]


def test_an_exported_notebook_replays(opened):
    """Each picture can be played; the drawing that a viewer without scripts would get is not there as well."""
    page = opened(exported(TALK, BAD))
    expect(page.locator(".mmv-picture")).to_have_count(2)
    first = page.locator(".mmv-picture").first
    expect(first.locator(".mmv-name")).to_have_text(["notebook kernel", "taker", "maker"])
    first.get_by_text("0.1").click()  # so that it still plays when a busy machine looks
    first.locator(".mmv-play").click()
    expect(first).to_have_attribute("data-playing", "true")
    go_to(first, 1.05)
    expect(first.locator(".mmv-front")).to_have_attribute("data-messages", "1")
    expect(page.locator("img")).to_have_count(0)
    for number, name in enumerate([HOSTILE, *MARKUP]):
        expect(row(page, f"0.{number}").locator(".mmv-name")).to_have_text(plain(name))


def test_nbconvert_and_jupyterlab_offer_it():
    """By its name; JupyterLab's menu has all that say what they export to."""
    assert get_exporter("replays") is ReplayExporter
    assert ReplayExporter().export_from_notebook


def test_a_notebook_without_state_is_exported_as_it_is():
    """Its drawings stay, and nothing is added."""
    drawn = nbformat.v4.new_output("display_data", {"text/html": image("<svg/>") + "<details></details>"})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[drawn])])
    body, _ = ReplayExporter().from_notebook_node(notebook)
    assert image("<svg/>").partition("src=")[2].strip(">\n") in body
    assert "mmvReplay" not in body


def test_a_recording_is_loaded_when_it_comes_into_view(opened):
    """It is in a file of its own, and the page's theme is followed."""
    body = f'<body data-theme="dark"><style>{replay.style()}</style>{FAR}{replay.place("far", TALK, "far.js")}'
    body = f'<!doctype html><meta charset="utf-8">{body}<script src="player.js"></script>'
    page = opened(body, player=replay.player(), far=replay.taken("far", TALK))
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    assert page.locator("script[src='far.js']").count() == 0
    page.locator(".mmv-recording").scroll_into_view_if_needed()
    expect(page.locator(".mmv-picture")).to_have_attribute("data-live", "false")
    page.evaluate("() => document.body.setAttribute('data-theme', 'light')")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")
