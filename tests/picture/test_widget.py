"""The picture's life: frames come, the block ends, the kernel falls silent, the page takes it away."""

from playwright.sync_api import expect

from browsing import open_page
from picture.conftest import MOUNT, blank
from picture.frames import KERNEL, STORY, TALK, key_frame, news, process
from picture.hands import row, send


def test_the_end_of_the_block_is_announced(page):
    """A screen reader is told, once."""
    send(page, {**STORY, "live": True}, {**STORY, "seq": 1})
    expect(page.locator(".mmv-mode")).to_have_text("recording")
    send(page, {**STORY, "seq": 2, "live": True})
    send(page, {**STORY, "seq": 3})
    expect(page.get_by_role("status")).to_have_text("The block has ended after 4.00 s: 5 processes, 3 alive.")


def test_a_deadlock_is_announced(page):
    """The end of the block tells who waits."""
    send(page, {**TALK, "live": True}, {**TALK, "seq": 1})
    expect(page.get_by_role("status")).to_contain_text("Waiting: notebook kernel (join maker), taker (acquire shelf).")


def test_a_kernel_that_falls_silent_can_be_replayed(chromium_browser):
    """Seconds without news from a dead kernel turn the picture into a recording of what is known."""
    with open_page(chromium_browser) as page:
        page.clock.install()
        blank(page)
        page.evaluate(MOUNT)
        page.evaluate("frame => store.apply(frame)", {**STORY, "live": True})
        page.clock.run_for(1000)
        expect(page.locator(".mmv-mode")).to_have_text("live")
        page.clock.run_for(6000)
        expect(page.locator(".mmv-mode")).to_have_text("no news")
        expect(page.locator(".mmv-slider")).to_be_visible()


def test_key_frame_after_a_gap_repairs_the_picture(page):
    """What was missed is not shown until the next key frame brings it."""
    send(page, {**STORY, "live": True}, news(2, {"id": "0.3", "ended": 4, "outcome": "exit 3"}))
    expect(row(page, "0.3")).to_have_attribute("data-state", "running")
    ended = process("0.3", [1.4, 4, "running"], name="alive", ended=4, outcome="exit 3", failed=True)
    send(page, key_frame(KERNEL, ended, seq=3, now=5, live=True))
    expect(row(page, "0.3")).to_have_attribute("data-outcome", "exit 3")
    expect(page.locator(".mmv-row")).to_have_count(2)


def test_taking_it_away_leaves_nothing(page):
    """The element is empty again, and later frames find no listener."""
    send(page, STORY)
    page.evaluate("() => takeAway()")
    send(page, {**STORY, "seq": 1})
    expect(page.locator(".mmv-picture")).to_have_count(0)


def test_views_of_a_model_share_its_state(page):
    """A view that is opened late shows all that the widget knows."""
    rows = page.evaluate(
        """frame => {
            const widget = lib.default();
            const listeners = new Set();
            const model = { get: () => frame, on: (_, f) => listeners.add(f), off: (_, f) => listeners.delete(f) };
            const close = widget.initialize({ model });
            const el = document.createElement("div");
            document.body.append(el);
            const leave = widget.render({ el });
            const rows = el.querySelectorAll(".mmv-row").length;
            leave();
            close();
            el.remove();
            return [rows, el.childElementCount, listeners.size];
        }""",
        STORY,
    )
    assert rows == [5, 0, 0]
