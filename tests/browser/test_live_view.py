"""What a learner sees while a cell runs, and afterwards: real JupyterLab in a real browser."""

import pytest

from browsing import THEMES, Lab, notebook_of, screenshot, wait_for

HOSTILE = "<img src=x onerror=alert(1)>"

BLOCK = f"""
import multiprocessing, os, time
from helpers.live import watch
from helpers.workers.process import work
with watch() as recording:
    quick = multiprocessing.Process(target=work, args=(0.3,), name="quick")
    slow = multiprocessing.Process(target=work, args=(60,), name="slow")
    hostile = multiprocessing.Process(target=work, args=(60,), name={HOSTILE!r})
    for process in (quick, slow, hostile):
        process.start()
    quick.join()
    while not os.path.exists("go on"):
        time.sleep(0.05)
    slow.kill()
    hostile.kill()
    for process in (slow, hostile):
        process.join()
"""


TALK = f"""
import multiprocessing, os, time
from helpers.live import watch
from helpers.workers.queues import shout_all
with watch() as recording:
    words, answers = multiprocessing.Queue(), multiprocessing.Queue()
    child = multiprocessing.Process(target=shout_all, args=(words, answers), name="shouter")
    child.start()
    words.put({HOSTILE!r})
    answers.get()
    while not os.path.exists("go on"):
        time.sleep(0.05)
    words.put(None)
    child.join()
recording.save("run.html")
"""


@pytest.fixture
def lab_folder(server):
    """Give the server's folder with two notebooks, whose cells wait for a file."""
    for name, block in (("block", BLOCK), ("talk", TALK)):
        (server.folder / f"{name}.ipynb").write_text(notebook_of(block), encoding="utf-8")
    for name in ("go on", "run.html"):
        (server.folder / name).unlink(missing_ok=True)
    return server.folder


def row(picture, name):
    return picture.locator(f".mmv-row[data-name={name!r}]")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("theme", THEMES)
def test_processes_are_seen_live_and_replayed(server, page, problems, lab_folder, theme):
    """Rows appear while the cell is busy; later the slider goes back in time without a kernel."""
    lab = Lab(page, server.address, "block.ipynb", dark=theme == "dark")
    lab.run(0)
    picture = lab.output(0).locator(".mmv-picture")
    row(picture, "slow").wait_for()
    row(picture, HOSTILE).wait_for()
    wait_for(lambda: row(picture, "quick").get_attribute("data-outcome") == "exit 0", 40)
    assert lab.busy()
    assert picture.get_attribute("data-live") == "true"
    assert row(picture, "slow").get_attribute("data-state") in {"running", "waiting"}
    assert row(picture, HOSTILE).locator(".mmv-name").inner_text().startswith("<img src")
    screenshot(page, f"live-{theme}")

    (lab_folder / "go on").touch()
    lab.wait_idle()
    wait_for(lambda: picture.get_attribute("data-live") == "false", 40)
    assert row(picture, "slow").get_attribute("data-outcome") == "SIGKILL"
    assert picture.locator("img").count() == 0
    text = lab.output(0).locator("details:not(.mmv-told)")
    text.locator("summary").click()
    assert "├─ slow · SIGKILL" in text.inner_text()
    assert HOSTILE in text.inner_text()
    screenshot(page, f"recording-{theme}")

    lab.shut_down_kernel()
    wait_for(lambda: lab.kernel() == "none", 30)
    slider = picture.locator(".mmv-slider")
    slider.focus()
    page.keyboard.press("Home")
    wait_for(lambda: row(picture, "slow").get_attribute("data-state") == "pending", 40)
    page.keyboard.press("End")
    wait_for(lambda: row(picture, "slow").get_attribute("data-state") == "ended", 40)
    assert problems == []


@pytest.mark.timeout(180)
@pytest.mark.parametrize("theme", THEMES)
def test_messages_are_seen_live_and_replayed(server, page, problems, lab_folder, theme):
    """Arrows appear while the cell is busy; the saved page replays them from disk, without a network."""
    lab = Lab(page, server.address, "talk.ipynb", dark=theme == "dark")
    lab.run(0)
    picture = lab.output(0).locator(".mmv-picture")
    arrows = picture.locator(".mmv-front")
    wait_for(lambda: arrows.get_attribute("data-messages") == "2", 40)
    wait_for(lambda: row(picture, "shouter").get_attribute("data-waits") == "get words", 40)
    assert lab.busy()
    assert picture.locator(".mmv-strip").evaluate_all("all => all.map(one => one.dataset.name)") == ["words", "answers"]
    row(picture, "shouter").focus()
    page.keyboard.press("m")
    tip = picture.locator(".mmv-tip")  # drawn with the page's next frame
    wait_for(lambda: "words" in tip.inner_text(), 40)
    shown = tip.inner_text()
    assert HOSTILE.upper() in shown.upper()
    assert " B " in shown
    assert "waited" in shown
    screenshot(page, f"messages-{theme}")

    (lab_folder / "go on").touch()
    lab.wait_idle()
    wait_for(lambda: picture.get_attribute("data-live") == "false", 40)
    lab.shut_down_kernel()
    wait_for(lambda: lab.kernel() == "none", 30)
    replay(picture, page)
    assert picture.locator("img").count() == 0

    page.context.set_offline(True)
    page.goto((lab_folder / "run.html").as_uri())
    page.emulate_media(color_scheme=theme)
    replay(page.locator(".mmv-picture"), page)
    page.locator(".mmv-told summary").click()
    assert any(HOSTILE.upper() in line for line in page.locator(".mmv-events li").all_inner_texts())
    assert page.locator("img").count() == 0
    screenshot(page, f"saved-page-{theme}")
    page.context.set_offline(False)
    assert problems == []


def replay(picture, page):
    """Go to the beginning, step through the events, and play."""
    arrows = picture.locator(".mmv-front")
    picture.locator(".mmv-slider").focus()
    page.keyboard.press("Home")
    wait_for(lambda: arrows.get_attribute("data-messages") == "0", 40)
    caption = picture.locator(".mmv-caption")
    for _ in range(4):
        before = caption.inner_text()
        picture.locator(".mmv-next").click()
        wait_for(lambda before=before: caption.inner_text() != before, 40)
    picture.locator(".mmv-speed", has_text="4").click()
    picture.locator(".mmv-play").click()
    wait_for(lambda: int(arrows.get_attribute("data-messages")) >= 3, 40)
