"""What a learner sees: real JupyterLab in a real browser."""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("playwright")

from browsing import Lab, chromium, headless_browser, jupyterlab, notebook_of, open_page, wait_for
from notebooks import NOTEBOOKS, WIDGET

ROOT = Path(__file__).parent.parent
ARTEFACTS = ROOT / "artefacts"
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


@pytest.fixture(scope="module")
def lab_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    (folder / "block.ipynb").write_text(notebook_of(BLOCK), encoding="utf-8")
    (folder / "talk.ipynb").write_text(notebook_of(TALK), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def jupyter_and_chromium(lab_folder, tmp_path_factory):
    """Give the address of a JupyterLab and a browser, or skip where there is no Chromium."""
    if chromium() is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium; install the system's package, for example: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    home = tmp_path_factory.mktemp("home")
    with (
        tempfile.TemporaryDirectory(prefix="lab-") as temp,  # short: sockets live in it
        jupyterlab(lab_folder, home, TMPDIR=temp) as address,
        headless_browser() as browser,
    ):
        yield address, browser
        assert list(Path(temp).glob("watch-*")) == []


@pytest.fixture
def browser(jupyter_and_chromium):
    """Give the address of a JupyterLab and an empty page."""
    address, browser = jupyter_and_chromium
    with open_page(browser) as page:
        yield address, page


@pytest.fixture
def problems(browser):
    """Give what the page complains about."""
    return collect_problems(browser[1])


def collect_problems(page):
    """Collect what a page complains about from now on; a dialog would be a script that ran."""
    found = []

    def dialog(opened):
        if opened.type != "beforeunload":
            found.append(f"dialog: {opened.message}")
        opened.accept()

    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("dialog", dialog)
    return found


def row(picture, name):
    return picture.locator(f".mmv-row[data-name={name!r}]")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_processes_are_seen_live_and_replayed(browser, problems, lab_folder, dark):
    """Rows appear while the cell is busy; later the slider goes back in time without a kernel."""
    address, page = browser
    (lab_folder / "go on").unlink(missing_ok=True)
    lab = Lab(page, address, "block.ipynb", dark=dark)
    lab.run(0)
    picture = lab.output(0).locator(".mmv-picture")
    row(picture, "slow").wait_for()
    row(picture, HOSTILE).wait_for()
    wait_for(lambda: row(picture, "quick").get_attribute("data-outcome") == "exit 0", 40)
    assert lab.busy()
    assert picture.get_attribute("data-live") == "true"
    assert row(picture, "slow").get_attribute("data-state") in {"running", "waiting"}
    assert row(picture, HOSTILE).locator(".mmv-name").inner_text().startswith("<img src")
    screenshot(page, f"live-{'dark' if dark else 'light'}")

    (lab_folder / "go on").touch()
    lab.wait_idle()
    wait_for(lambda: picture.get_attribute("data-live") == "false", 40)
    assert row(picture, "slow").get_attribute("data-outcome") == "SIGKILL"
    assert picture.locator("img").count() == 0
    text = lab.output(0).locator("details:not(.mmv-told)")
    text.locator("summary").click()
    assert "├─ slow · SIGKILL" in text.inner_text()
    assert HOSTILE in text.inner_text()
    screenshot(page, f"recording-{'dark' if dark else 'light'}")

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
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_messages_are_seen_live_and_replayed(browser, problems, lab_folder, dark):
    """Arrows appear while the cell is busy; the saved page replays them from disk, without a network."""
    address, page = browser
    (lab_folder / "go on").unlink(missing_ok=True)
    (lab_folder / "run.html").unlink(missing_ok=True)
    lab = Lab(page, address, "talk.ipynb", dark=dark)
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
    screenshot(page, f"messages-{'dark' if dark else 'light'}")

    (lab_folder / "go on").touch()
    lab.wait_idle()
    wait_for(lambda: picture.get_attribute("data-live") == "false", 40)
    lab.shut_down_kernel()
    wait_for(lambda: lab.kernel() == "none", 30)
    replay(picture, page)
    assert picture.locator("img").count() == 0

    page.context.set_offline(True)
    page.goto((lab_folder / "run.html").as_uri())
    page.emulate_media(color_scheme="dark" if dark else "light")
    replay(page.locator(".mmv-picture"), page)
    page.locator(".mmv-told summary").click()
    assert any(HOSTILE.upper() in line for line in page.locator(".mmv-events li").all_inner_texts())
    assert page.locator("img").count() == 0
    screenshot(page, f"saved-page-{'dark' if dark else 'light'}")
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


def screenshot(page, name):
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")


@pytest.fixture(scope="module")
def run_lesson(jupyter_and_chromium, request):
    """Give a function that runs a lesson in a page of its own; the next one is started before its end is waited for."""
    address, browser = jupyter_and_chromium
    items = [item for item in request.session.items if item.name.startswith("test_lessons_run_")]
    names = [item.callspec.params["name"] for item in items]
    running = {}

    def start(name):
        page = pages.enter_context(open_page(browser))
        found = collect_problems(page)
        lab = Lab(page, address, f"notebooks/{name}.ipynb")
        if "Error displaying widget" in page.locator(".jp-Notebook").inner_text():
            found.append("before it ran: Error displaying widget")
        lab.command("notebook:run-all-cells")
        wait_for(lab.busy, 30)
        running[name] = lab, found

    def run(name):
        place = names.index(name)
        for other in set(running) - set(names[place:]):
            running.pop(other)[0].page.close()
        for one in names[place : place + 2]:
            if one not in running:
                start(one)
        running[name][0].wait_idle(200)
        return running[name]

    with ExitStack() as pages:
        yield run


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_lessons_run_top_to_bottom(run_lesson, name):
    """Each lesson runs in JupyterLab without an error, every picture is drawn, and nothing is broken before it runs."""
    stored = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    lab, problems = run_lesson(name)
    page = lab.page
    shown = """() => window.jupyterapp.shell.currentWidget.content.widgets
        .map(cell => cell.model.type === 'code' ? cell.model.outputs.toJSON() : [])"""
    outputs = page.evaluate(shown)
    assert [output for cell in outputs for output in cell if output["output_type"] == "error"] == []
    drawn = [pictures_in(cell) for cell in outputs]
    assert drawn == [pictures_in(cell.get("outputs", [])) for cell in stored.cells]
    assert any(drawn)
    for index in filter(drawn.__getitem__, range(len(drawn))):
        lab.select(index)
        page.evaluate("(i) => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'start')", index)
        pictures = lab.output(index).locator(".mmv-picture")
        pictures.first.wait_for()
        assert pictures.count() == drawn[index]
        assert all(picture.locator(".mmv-row").count() >= 1 for picture in pictures.all())
        screenshot(page, f"{name}-{index:02}")
    assert problems == []


def pictures_in(outputs):
    """Return how many of a cell's outputs are live pictures."""
    found = [output["data"] for output in outputs if WIDGET in output.get("data", {})]
    return sum("live picture" in "".join(data["text/plain"]) for data in found)  # a question is a widget, too
