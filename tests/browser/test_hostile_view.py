"""What runs in a block is text in JupyterLab and in a saved page, whatever it is called and whatever it says."""

import json
import os
import shutil

import pytest

import hostile
from browsing import THEMES, Lab, notebook_of, screenshot, wait_for
from helpers.ground.words import plain
from helpers.show.saving import save
from hostile import ALL, MARKUP, is_plain
from recorded import HOSTILE

FOREIGN = """roots => roots.flatMap(root => [root, ...root.querySelectorAll("*")]).filter(element =>
    /^(img|script|iframe|frame|object|embed|link|meta|base|video|audio|animate|form|input|mjx-.*)$/i.test(element.localName)
        && !element.matches(".mmv-slider")
    || [...element.attributes].some(({ name, value }) => /^on|^srcdoc$/i.test(name) || /^\\s*javascript:/i.test(value))
).map(element => element.outerHTML.slice(0, 300))"""
UNSEEN = r"""roots => roots.flatMap(root => [root, ...root.querySelectorAll("*")]).flatMap(element => [
    ...[...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data),
    ...[...element.attributes].map(({ value }) => value),
]).filter(text => /(?!\n)\p{C}|[\u2028\u2029]/u.test(text)).map(text => JSON.stringify(text).slice(0, 300))"""
OURS = ".mmv-picture, details:not(.mmv-told), div[style*='border-left']"


@pytest.fixture
def folder(server):
    """Give the server's folder with a notebook of hostile cells."""
    if not hasattr(os, "fork"):
        pytest.skip("the hostile functions are inherited by a fork")
    (server.folder / "hostile.ipynb").write_text(notebook_of(*hostile.CELLS), encoding="utf-8")
    return server.folder


@pytest.fixture
def page(page, problems):
    """Give an empty page, on which nothing foreign may happen."""

    def request(sent):
        if not sent.url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:")) or "hostile.invalid" in sent.url:
            problems.append(f"request: {sent.url}")

    page.on("request", request)
    yield page
    assert page.evaluate("() => [window.hacked, ({}).polluted]") == [None, None]
    assert "pwned" not in page.title()
    assert problems == []


def check(page, roots=OURS, *, unseen=True):
    """Nothing of the strings is an element or a handler, and in what is ours nothing is invisible."""
    assert page.evaluate("() => window.hacked") is None
    found = page.locator(roots)
    assert found.count()
    assert found.evaluate_all(FOREIGN) == []
    assert not unseen or found.evaluate_all(UNSEEN) == []


def events_of(picture):
    """Open the list of everything that happened, and return its lines."""
    picture.locator(".mmv-told summary").click()
    lines = picture.locator(".mmv-events li")
    lines.first.wait_for()
    return "\n".join(lines.evaluate_all("all => all.map(one => one.textContent)"))


def names_in(picture):
    return picture.locator(".mmv-row .mmv-name").evaluate_all("all => all.map(one => one.textContent)")


def expected_names():
    return {plain(one)[:300] for one in ALL}


def tell_all(picture, page):
    """Return the tooltips of all rows."""
    told = []
    tip = picture.locator(".mmv-tip")
    for row in picture.locator(".mmv-row").all():
        row.focus()
        page.keyboard.press("m")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        told.append(tip.evaluate("tip => tip.textContent"))
        check(page, ".mmv-picture")
    return told


def run_live(lab, folder, picture):
    """Run the block of hostile children up to where it waits."""
    (folder / "go on").unlink(missing_ok=True)
    lab.select(0)
    lab.command("notebook:run-cell")
    wait_for(lambda: has_run(lab.page, 0), 60)
    lab.run(1)
    wait_for(lambda: picture.locator(".mmv-row[data-role='subprocess']").count() == 1, 60)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("theme", THEMES)
def test_live_view(server, page, folder, theme):
    """While a cell runs its picture shows hostile names, words, messages, queues, functions, programs as text."""
    shutil.copy(folder / "hostile.ipynb", folder / f"live-{theme}.ipynb")
    lab = Lab(page, server.address, f"live-{theme}.ipynb", dark=theme == "dark")
    picture = lab.output(1).locator(".mmv-picture")
    run_live(lab, folder, picture)
    assert lab.busy()
    assert picture.get_attribute("data-live") == "true"
    assert expected_names() <= set(names_in(picture))
    told = "\n".join(tell_all(picture, page))
    assert plain(MARKUP[1]) in told
    strips = picture.locator(".mmv-strip").evaluate_all("all => all.map(one => one.dataset.name)")
    assert {"constructor", "__proto__"} <= set(strips)
    screenshot(page, f"hostile-live-{theme}")
    check(page)

    (folder / "go on").touch()
    lab.wait_idle()
    wait_for(lambda: picture.get_attribute("data-live") == "false", 40)
    words = events_of(picture)
    assert [one for one in ALL if f"says {plain(one)[:300]}" not in words] == []
    assert "sends 'into the prototype' to __proto__" in words
    assert any(plain(function) in words for function in function_names())
    check(page)
    check(page, ".jp-OutputArea", unseen=False)


def function_names():
    return [one.replace("window.", "").replace(".", "") for one in MARKUP]


@pytest.mark.timeout(180)
def test_saved_notebook(server, page, folder):
    """All cells run, the kernel is shut down, and the page is loaded again: trusted, and from a stranger."""
    shutil.copy(folder / "hostile.ipynb", folder / "kept.ipynb")
    lab = Lab(page, server.address, "kept.ipynb")
    run_live(lab, folder, lab.output(1).locator(".mmv-picture"))
    (folder / "go on").touch()
    lab.wait_idle()
    for index in range(2, len(hostile.CELLS)):
        lab.select(index)
        lab.command("notebook:run-cell")
        wait_for(lambda index=index: has_run(page, index), 60)
    lab.select(2)
    lab.show(2)
    boxes = lab.output(2).locator("div[style*='border-left']")
    wait_for(lambda: boxes.count() == 1, 40)
    assert "happened in a child process" in boxes.inner_text()
    screenshot(page, "hostile-errors")
    check(page)
    check(page, ".jp-OutputArea", unseen=False)
    lab.command("docmanager:save")
    stored = folder / "kept.ipynb"
    wait_for(lambda: "ValueError" in stored.read_text(encoding="utf-8"), 30)
    lab.shut_down_kernel()
    wait_for(lambda: lab.kernel() == "none", 30)
    check_outputs(json.loads(stored.read_text(encoding="utf-8")))

    stranger = json.loads(stored.read_text(encoding="utf-8"))
    stranger["cells"][1]["source"] += "\n# by somebody else"  # so that its signature is not ours
    (folder / "stranger.ipynb").write_text(json.dumps(stranger), encoding="utf-8")
    for name, trusted in (("kept", True), ("stranger", False)):
        again = Lab(page, server.address, f"{name}.ipynb")
        trust = "() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.trusted)"
        assert page.evaluate(trust)[1:4] == [trusted] * 3
        for index in range(1, len(hostile.CELLS)):
            again.show(index)
            again.output(index).first.wait_for()
            check(page, ".jp-OutputArea", unseen=False)
        shown = page.locator(".jp-OutputArea pre").evaluate_all("all => all.map(one => one.textContent).join('\\n')")
        assert [one for one in ALL if plain(one) not in shown] == []
        again.show(3)
        again.output(3).first.wait_for()
        screenshot(page, f"hostile-saved-{'trusted' if trusted else 'untrusted'}")
        check(page, "details, div[style*='border-left']")
        again.shut_down_kernel()


def has_run(page, index):
    """Tell whether a cell has run: a short one may have done so before anybody could see it busy."""
    shown = "(i) => window.jupyterapp.shell.currentWidget.content.widgets[i].prompt"
    return page.evaluate(shown, index) not in {"", " ", "*"}


def check_outputs(notebook):
    """What the course has stored in a notebook is plain."""
    for cell in notebook["cells"][1:4]:
        for output in cell["outputs"]:
            if output["output_type"] == "display_data":
                for kind in ("text/plain", "text/html"):
                    assert is_plain("".join(output["data"].get(kind, "")))
    said = "".join("".join(output["text"]) for output in notebook["cells"][4]["outputs"])
    assert is_plain(said)
    assert [one for one in ALL if plain(one) not in said] == []


@pytest.mark.timeout(120)
@pytest.mark.parametrize("theme", THEMES)
def test_saved_page(page, tmp_path, theme):
    """The file of a recording, opened from disk without a network, says everything and does nothing."""
    page.context.set_offline(True)
    page.emulate_media(color_scheme=theme)
    page.goto(save(HOSTILE, tmp_path / f"{MARKUP[2].replace('/', '')}.html").as_uri())
    picture = page.locator(".mmv-picture")
    picture.locator(".mmv-row").first.wait_for()
    assert expected_names() <= set(names_in(picture))
    told = tell_all(picture, page)
    assert len(told) == len(ALL) + 1
    words = events_of(picture)
    assert [one for one in ALL if f"says {plain(one)[:300]}" not in words] == []
    assert [one for one in ALL if f"fails in {plain(one)[:120]}" not in words] == []
    strips = picture.locator(".mmv-strip")
    picture.locator(".mmv-strips button").click()
    wait_for(lambda: strips.count() == len(ALL), 40)
    shown = strips.evaluate_all("all => all.map(one => one.dataset.name)")
    assert shown == [plain(one[:120]) for one in ALL]
    page.locator("body > details summary").click()
    check(page, "body > :not(script)")
    assert page.locator("script").count() == 2
    page.keyboard.press("Home")
    screenshot(page, f"hostile-page-{theme}")
    page.context.set_offline(False)
