"""The futures of an executor, in a page."""

import pytest
from playwright.sync_api import expect

from picture.frames import KERNEL, key_frame, news
from picture.hands import go_to, send

STATES = ("pending", "running", "done", "failed", "cancelled")
TICKETS = key_frame(
    KERNEL,
    objects=[["e", "executor", "ProcessPoolExecutor", None]],
    futures=[
        [1, "e", 1, 1.1, 2, "done", None],
        [2, "e", 1, 1.2, 3, "failed", "ValueError"],
        [3, "e", 1, None, 1.5, "cancelled", None],
        [4, "e", 1, 2.5, None, "", None],
    ],
)


@pytest.mark.parametrize(
    ("time", "expected"),
    [(0.5, [0, 0, 0, 0, 0]), (1.05, [4, 0, 0, 0, 0]), (1.3, [2, 2, 0, 0, 0]), (2.2, [1, 1, 1, 0, 1]),
     (4, [0, 1, 1, 1, 1])],
)  # fmt: skip
def test_a_strip_counts_the_futures(page, time, expected):
    """In the states of the time that is shown."""
    send(page, TICKETS)
    go_to(page, time)
    for state, count in zip(STATES, expected, strict=True):
        expect(page.locator(".mmv-futures")).to_have_attribute(f"data-{state}", str(count))


def test_the_words_of_the_strip(page):
    """The name of the executor, and what became of its futures; states without any are left out."""
    send(page, TICKETS)
    expect(page.locator(".mmv-strip-name")).to_have_text("executor")
    expect(page.locator(".mmv-strip-level")).to_have_text("1 running · 1 done · 1 failed · 1 cancelled")


def test_news_of_a_future(page):
    """A row that comes again replaces the one before."""
    send(page, {**TICKETS, "live": True})
    send(page, news(1, futures=[[4, "e", 1, 2.5, 4.5, "done", None]]))
    expect(page.locator(".mmv-strip-level")).to_have_text("2 done · 1 failed · 1 cancelled")
