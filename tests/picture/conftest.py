"""One Chromium for all tests of the picture, and one page for all that need none of their own."""

import json

import pytest

pytest.importorskip("playwright")

from browsing import chromium_or_skip, open_page
from helpers.show.script import script, style

IMPORT = """async source => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    window.lib = await import(address);
    window.after = (...frames) => frames.reduce(lib.applyFrame, lib.emptyState());
    window.plain = state => Object.fromEntries(Object.entries(state).map(([field, value]) =>
        [field, value instanceof Map ? Object.fromEntries(value) : value?.all ? [...value.all] : value]));
}"""
MOUNT = """() => {
    document.body.replaceWith(document.createElement("body"));
    window.store = lib.createStore();
    window.takeAway = lib.mountPicture(document.body, store.getState, store.subscribe);
}"""


@pytest.fixture(scope="package")
def chromium_browser():
    """Give a headless Chromium, or skip where there is none."""
    with chromium_or_skip() as browser:
        yield browser


def blank(page):
    """Make a page blank, with the picture's style and its modules, as `lib`."""
    page.set_content(f"<!doctype html><style>{style()}</style><body>")
    page.evaluate(IMPORT, script())


@pytest.fixture(scope="package")
def shared(chromium_browser):
    """Give a page, and a list of what it complains about."""
    problems = []
    with open_page(chromium_browser) as page:
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda opened: (problems.append(opened.message), opened.dismiss()))
        blank(page)
        yield page, problems


@pytest.fixture
def js(shared):
    """Give a function that calls one of JavaScript; there `lib` is the module, `after(...frames)` the state."""

    def call(function, *arguments):
        # As JSON, which is what frames travel as; Playwright's own way is slow for large states.
        script = f"given => JSON.stringify(({function})(...JSON.parse(given)))"
        return json.loads(shared[0].evaluate(script, json.dumps(arguments)))

    return call


@pytest.fixture
def page(shared):
    """Give a page with an empty picture; what it complains about fails the test, and so does a script that ran."""
    page, problems = shared
    problems.clear()
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.emulate_media(reduced_motion="reduce")
    page.mouse.move(0, 0)  # or the test before would still point at something
    page.evaluate(MOUNT)
    yield page
    page.evaluate("() => takeAway()")
    assert page.evaluate("() => document.body.childElementCount") == 0
    assert problems == []
