"""Going through a recording, in a page."""

import pytest
from playwright.sync_api import expect

from picture.frames import DASH, STORY, TALK
from picture.hands import go_to, press, row, send


def test_keys_on_the_slider_go_through_time(page):
    """Home is the start, End the end, arrows are steps."""
    send(page, STORY)
    page.locator(".mmv-slider").focus()
    press(page, "Home")
    expect(row(page, "0.1")).to_have_attribute("data-state", "pending")
    press(page, "PageUp", 4)
    expect(row(page, "0.1")).to_have_attribute("data-state", "running")
    press(page, "ArrowLeft", 5)
    expect(row(page, "0.1")).to_have_attribute("data-state", "starting")
    press(page, "End")
    expect(row(page, "0.1")).to_have_attribute("data-state", "ended")


def test_the_future_is_hidden(page):
    """Back in time, no outcome, word or pid of later is shown."""
    send(page, STORY)
    page.locator(".mmv-slider").focus()
    press(page, "Home")
    press(page, "PageUp", 2)
    expect(row(page, "0.1")).to_have_attribute("data-outcome", "")
    expect(row(page, "0.1").locator(".mmv-pid")).to_have_text(DASH)
    expect(page.locator(".mmv-say")).to_have_count(0)


def test_space_plays_and_pauses(page):
    """Time goes on by itself between two presses, from the start if it was at the end."""
    send(page, STORY)
    picture = page.locator(".mmv-picture")
    page.locator(".mmv-slider").focus()
    press(page, " ")
    expect(picture).to_have_attribute("data-playing", "true")
    page.wait_for_function("() => { const now = Number(document.querySelector('.mmv-picture').dataset.now);"
                           " return now > 0.2 && now < 3; }")  # fmt: skip
    press(page, " ")
    expect(picture).to_have_attribute("data-playing", "false")
    expect(page.locator(".mmv-play")).to_have_attribute("aria-label", "play")


def test_playing_stops_at_the_end(page):
    """At four times the speed, too."""
    send(page, STORY)
    page.get_by_label("speed 4 times").click()
    page.locator(".mmv-play").click()
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "true")
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "false")
    expect(page.locator(".mmv-picture")).to_have_attribute("data-now", "4")


def test_a_click_on_the_axis_goes_there(page):
    """The axis is a time line to grab."""
    send(page, STORY)
    axis = page.locator(".mmv-axis").bounding_box()
    page.mouse.click(axis["x"] + 2, axis["y"] + 10)
    expect(row(page, "0.1")).to_have_attribute("data-state", "pending")


def test_no_replay_while_live(page):
    """There is no slider yet, and space does nothing."""
    send(page, {**STORY, "live": True})
    expect(page.locator(".mmv-slider")).to_be_hidden()
    row(page, "0").focus()
    press(page, " ")
    expect(page.locator(".mmv-picture")).to_have_attribute("data-playing", "false")


@pytest.mark.parametrize("part", [".mmv-slider", ".mmv-play"])
def test_jupyterlab_keeps_its_own_keys(page, part):
    """Arrows are the picture's, Shift+Enter still runs the cell, even from a button."""
    send(page, STORY)
    page.locator(part).focus()
    press(page, "ArrowLeft")
    expect(page.locator(".mmv-picture[data-lm-suppress-shortcuts]")).to_have_count(1)
    press(page, "Shift+Enter")
    expect(page.locator(".mmv-picture[data-lm-suppress-shortcuts]")).to_have_count(0)


def test_steps_from_event_to_event(page):
    """By button and by key; the line under the slider says what happens."""
    send(page, TALK)
    picture = page.locator(".mmv-picture")
    go_to(page, 1.02)
    page.locator(".mmv-next").click()
    expect(picture).to_have_attribute("data-now", "1.138")
    expect(page.locator(".mmv-caption")).to_have_text(
        "1.138 s: taker receives ('thumb', 17) from tasks; taker goes on: get tasks"
    )
    press(page, ",")
    expect(picture).to_have_attribute("data-now", "1")
    page.locator(".mmv-previous").click()
    expect(picture).to_have_attribute("data-now", "0.8")
    press(page, ".")
    expect(picture).to_have_attribute("data-now", "1")


def test_zoom_in_a_page(page):
    """Buttons, keys and the wheel change the window; the slider moves it."""
    send(page, TALK)
    picture = page.locator(".mmv-picture")
    go_to(page, 1)
    page.locator(".mmv-zoom-in").click()
    expect(picture).to_have_attribute("data-window", "0.5000 2.0000")
    press(page, "+")
    expect(picture).to_have_attribute("data-window", "0.7500 1.0000")
    go_to(page, 3)
    expect(picture).to_have_attribute("data-window", "2.5000 1.0000")
    press(page, "-")
    expect(picture).to_have_attribute("data-window", "2.0000 2.0000")
    page.locator(".mmv-zoom-fit").click()
    expect(picture).to_have_attribute("data-window", "")
    row(page, "m").locator(".mmv-lane").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(picture).not_to_have_attribute("data-window", "")


def test_lanes_follow_the_window(page):
    """A bar that began before the window fills it from the left."""
    send(page, TALK)
    go_to(page, 3)
    page.locator(".mmv-slider").focus()
    press(page, "+", 3)
    left = "() => document.querySelector('[data-process-id=k] .mmv-label').getBoundingClientRect().left"
    lane = row(page, "k").locator(".mmv-lane").bounding_box()
    page.wait_for_function(f"lane => Math.abs(({left})() - lane) < 12", arg=lane["x"])
