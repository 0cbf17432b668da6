"""Rows, groups and what can be shown or hidden, in a page."""

import pytest
from playwright.sync_api import expect

from picture.frames import KERNEL, QUICK, SERVER, STORY, TALK, TIMES, UNDER_FORKSERVER, key_frame, pool, process
from picture.hands import go_to, press, row, send


def test_each_process_has_a_row(page):
    """Name, pid and outcome can be read."""
    send(page, STORY)
    expect(page.locator(".mmv-name")).to_have_text(["notebook kernel", "resource tracker", "quick", "killed", "alive"])
    expect(row(page, "0.1").locator(".mmv-pid")).to_have_text("8043")
    expect(page.locator(".mmv-outcome")).to_have_text(["", "", "exit 0", "SIGKILL", "still running"])


def test_screen_readers_get_a_sentence(page):
    """A row says who, what and how it ended."""
    send(page, STORY)
    expect(row(page, "0.1")).to_have_attribute("aria-label", "quick, worker, exit 0, pid 8043")


def test_a_hundred_workers_fit(page):
    """Most of them are one row, which a click opens and another click closes."""
    send(page, pool(100))
    expect(page.locator(".mmv-row")).to_have_count(10)
    group = page.locator(".mmv-group .mmv-name")
    expect(group).to_have_text("… 92 more pool workers")
    group.click()
    expect(page.locator(".mmv-row")).to_have_count(102)
    expect(group).to_have_attribute("aria-expanded", "true")
    group.click()
    expect(page.locator(".mmv-row")).to_have_count(10)


def test_a_group_opens_by_keyboard(page):
    """Its name is a button."""
    send(page, pool(100))
    page.locator(".mmv-group .mmv-name").focus()
    press(page, "Enter")
    expect(page.locator(".mmv-row")).to_have_count(102)


def test_machinery_can_be_hidden(page):
    """What multiprocessing starts for itself goes, and is not counted."""
    send(page, STORY)
    expect(page.locator(".mmv-pill").nth(1)).to_have_text("3 of 5 processes alive")
    page.get_by_role("switch", name="machinery").click()
    expect(row(page, "t")).to_have_count(0)
    expect(page.locator(".mmv-pill").nth(1)).to_have_text("2 of 4 processes alive")


def test_system_tree_can_be_shown(page):
    """The switch moves a grandchild from its parent to the fork server, one level up."""
    send(page, UNDER_FORKSERVER)
    switch = page.get_by_role("switch", name="system tree")
    indent = "() => Number(document.querySelector('[data-process-id=\"0.1\"] .mmv-tree').getAttribute('width'))"
    before = page.evaluate(indent)
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.wait_for_function(f"before => ({indent})() > before", arg=before)


def test_switches_hide_where_they_change_nothing(page):
    """Without a fork server both trees are the same."""
    send(page, key_frame(KERNEL, QUICK))
    expect(page.locator(".mmv-toggle:visible")).to_have_count(0)


def test_rows_are_read_by_keyboard(page):
    """Down goes to the next row, left to the moment before, Escape closes what is shown."""
    send(page, STORY)
    row(page, "0").focus()
    press(page, "ArrowDown", 2)
    expect(row(page, "0.1")).to_be_focused()
    tip = page.locator(".mmv-tip")
    press(page, "ArrowLeft")
    expect(tip).to_contain_text("zombie")
    press(page, "ArrowLeft")
    expect(tip).to_contain_text("waiting")
    press(page, "Escape")
    expect(tip).to_be_hidden()


def test_rows_say_what_they_wait_for_and_work_on(page):
    """At the time that is shown."""
    send(page, TALK)
    expect(row(page, "k")).to_have_attribute("data-waits", "acquire shelf")
    expect(row(page, "k").locator(".mmv-outcome")).to_have_text("waits: acquire shelf")
    expect(row(page, "k")).to_have_attribute("aria-label", "taker, worker, still running, waiting: acquire shelf")
    go_to(page, 1.1)
    expect(row(page, "k")).to_have_attribute("data-waits", "get tasks")
    expect(row(page, "m")).to_have_attribute("data-task", "square")
    expect(row(page, "m")).to_have_attribute("aria-label", f"maker, worker, running, task square #3 {TIMES}5")
    expect(row(page, "m").locator(".mmv-label-task")).to_have_text(f"square #3 {TIMES}5")
    expect(row(page, "m").locator(".mmv-label-bad")).to_have_text("root #0")


@pytest.mark.parametrize(
    ("methods", "told"),
    [([], "starting"), (["spawn"], "starting (spawn: import)"), (["spawn", "fork"], "starting (fork, spawn: import)")],
)
def test_legend_names_the_start_methods_of_the_processes(page, methods, told):
    """Not the default method: a context can have another one."""
    children = [process(f"0.{n}", [1, None, "starting"], method=method) for n, method in enumerate(methods)]
    send(page, key_frame({**KERNEL, "method": None}, SERVER, *children, method="forkserver"))
    expect(page.locator(".mmv-legend-item", has_text="starting")).to_have_text(told)
