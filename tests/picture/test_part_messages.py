"""Arrows and queues, in a page."""

import pytest
from playwright.sync_api import expect

from picture.frames import KERNEL, STORY, TALK, key_frame
from picture.hands import arrow_at, go_to, press, row, send


@pytest.mark.parametrize(("time", "arrows"), [(0.5, 0), (1.05, 1), (2, 2), (4, 4)])
def test_replay_uncovers_messages(page, time, arrows):
    """A message is not shown before it was sent."""
    send(page, TALK)
    go_to(page, time)
    expect(page.locator(".mmv-front")).to_have_attribute("data-messages", str(arrows))


def test_messages_can_be_hidden(page):
    """The switch is there if there are messages."""
    send(page, TALK)
    page.get_by_role("switch", name="messages").click()
    expect(page.locator(".mmv-front")).to_have_attribute("data-messages", "0")
    send(page, {**STORY, "seq": 1})
    expect(page.get_by_role("switch", name="messages")).to_be_hidden()


def test_an_arrow_is_read_by_pointer(page):
    """Near it, the tooltip is about the message, and the arrow stands out."""
    send(page, TALK)
    page.mouse.move(*arrow_at(page, 1))
    expect(page.locator(".mmv-tip-name")).to_have_text("Queue tasks · message 1")
    expect(page.locator(".mmv-front")).to_have_attribute("data-chosen", "1")
    row(page, "0").locator(".mmv-name").hover()
    expect(page.locator(".mmv-tip-name")).to_have_text("notebook kernel")
    expect(page.locator(".mmv-front[data-chosen]")).to_have_count(0)


def test_messages_are_read_by_keyboard(page):
    """M goes to the next message of a row, Shift+M back, and a screen reader is told."""
    send(page, TALK)
    row(page, "m").focus()
    press(page, "m", 2)
    expect(page.locator(".mmv-tip-name")).to_have_text("Queue tasks · message 2")
    press(page, "Shift+M")
    expect(page.locator(".mmv-front")).to_have_attribute("data-chosen", "1")
    expect(page.get_by_role("status")).to_contain_text("maker → taker, ('thumb', 17)")


@pytest.mark.parametrize(("time", "level"), [(0.5, 0), (1.05, 1), (1.2, 0), (4, 1)])
def test_a_queue_has_a_strip(page, time, level):
    """Its level is that of the time that is shown."""
    send(page, TALK)
    go_to(page, time)
    expect(page.locator(".mmv-strip")).to_have_attribute("data-name", "tasks")
    expect(page.locator(".mmv-strip")).to_have_attribute("data-level", str(level))


def test_many_queues(page):
    """Four strips, and the others on request."""
    queues = [f"q{n}" for n in range(6)]
    send(
        page,
        key_frame(
            KERNEL,
            objects=[[q, q, "Queue", None] for q in queues],
            levels={q: {"from": 0, "add": [[1, 1]]} for q in queues},
        ),
    )
    expect(page.locator(".mmv-strip")).to_have_count(4)
    page.get_by_text("… 2 more").click()
    expect(page.locator(".mmv-strip")).to_have_count(6)
    page.get_by_text("show fewer").click()
    expect(page.locator(".mmv-strip")).to_have_count(4)


def test_a_thinned_picture_says_so(page):
    """The note stands above the lanes."""
    send(page, {**TALK, "counts": {"messages": 12345, "messages_shown": 4}})
    expect(page.locator(".mmv-notes")).to_have_text("showing 4 of 12,345 messages; the recording has them all")
