"""Whatever comes from a process is text."""

from playwright.sync_api import expect

from picture.frames import HOSTILE, KERNEL, MAKER, TAKER, key_frame, process
from picture.hands import arrow_at, go_to, row, send


def test_data_are_never_markup(page):
    """Names, roles, words, outcomes and notes of hostile programs are text."""
    hostile = process("0.1", [1, None, "running"], name=HOSTILE, role=HOSTILE, detail=f"{HOSTILE} 2", method=HOSTILE,
                      ended=3.5, outcome=HOSTILE, ticks=[[1.1, HOSTILE]])  # fmt: skip
    send(page, key_frame(KERNEL, hostile, method=HOSTILE, notes=[HOSTILE]))
    row(page, "0.1").locator(".mmv-lane").hover()
    for part in (".mmv-say", ".mmv-notes", ".mmv-tip-name"):
        expect(page.locator(part)).to_have_text(HOSTILE)
    expect(page.locator(".mmv-tip-detail")).to_have_text(f"{HOSTILE} 2")
    expect(row(page, "0.1").locator(".mmv-name")).to_have_text(HOSTILE)
    expect(row(page, "0.1").locator(".mmv-outcome")).to_have_text(HOSTILE)
    expect(page.locator("img, script")).to_have_count(0)


def test_hostile_ids_and_names_in_attributes(page):
    """Quotes end no attribute, and a group's members can have any id."""
    send(page, key_frame(KERNEL, process('"><img src=x onerror=alert(3)>', [1, None, "running"])))
    expect(page.locator(".mmv-row")).to_have_count(2)
    expect(page.locator("img")).to_have_count(0)


def test_names_of_shared_objects_are_never_markup(page):
    """Hostile messages, waits, tasks and queues are text."""
    hostile = key_frame(
        KERNEL, MAKER, TAKER, objects=[[HOSTILE, HOSTILE, HOSTILE, 3]],
        messages=[[HOSTILE, HOSTILE, "m", "k", 1, 1.5, 3, HOSTILE, None],
                  [2, HOSTILE, "m", None, 1.8, None, 3, HOSTILE, HOSTILE]],
        waits=[[1, "k", 1, None, HOSTILE, HOSTILE, HOSTILE]], holds=[[1, "m", 1, 2, HOSTILE]],
        tasks=[[1, "m", 1, 4, HOSTILE, HOSTILE, 1, 2, HOSTILE]], levels={HOSTILE: {"from": 0, "add": [[1, 1]]}},
        counts={HOSTILE: 3, f"{HOSTILE}_shown": 1},
    )  # fmt: skip
    send(page, hostile)
    page.mouse.move(*arrow_at(page, 1))
    expect(page.locator(".mmv-tip-said")).to_have_text(HOSTILE)
    row(page, "m").locator(".mmv-lane").hover()
    expect(page.locator(".mmv-strip-name")).to_have_text(HOSTILE)
    go_to(page, 1.2)
    page.locator(".mmv-next").click()
    expect(page.locator(".mmv-caption")).to_contain_text(HOSTILE)
    expect(page.locator("img, script")).to_have_count(0)
