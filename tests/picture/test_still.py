"""Still drawings: what the picture shows, as SVG that is nothing but shapes and text."""

import re
from xml.etree import ElementTree as ET

import pytest

import stills
from hostile import MARKUP
from picture.frames import HOSTILE, KERNEL, TALK, TIMES, key_frame, process

TAGS = {"svg", "style", "clipPath", "path", "rect", "circle", "text"}
ATTRIBUTES = {
    "viewBox", "width", "height", "x", "y", "cx", "cy", "r", "rx", "d", "transform", "id", "class", "clip-path",
    "opacity", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "textLength",
    "font-size", "font-weight", "font-style", "font-family",
}  # fmt: skip
NAMES = [HOSTILE, *MARKUP, "</text></svg><svg onload='alert(1)'>", "&lt;b&gt; ]]>", "x" * 500]


@pytest.fixture(scope="module")
def drawn(chromium_browser):
    """Give the drawings of a talk, twice, and of processes whose names mean no good."""
    bad = [process(f"0.{n}", [1, 2, "running"], name=name, ticks=[[1.1, name]]) for n, name in enumerate(NAMES)]
    return stills.drawn_in(chromium_browser, [TALK, TALK, key_frame(KERNEL, *bad, notes=[HOSTILE])])


def elements(drawing):
    return list(ET.fromstring(drawing).iter())  # noqa: S314 - our own, and it has to be well-formed


def texts(drawing):
    return [element.text for element in elements(drawing) if element.tag.endswith("}text")]


def test_it_shows_what_the_picture_shows(drawn):
    """Names, waits, tasks, the end of who waits for ever, the queue's strip and the legend."""
    found = texts(drawn[0])
    assert {
        "notebook kernel",
        "taker",
        "maker",
        "tasks",
        "waiting messages",
        f"square #3 {TIMES}5",
        "blocked in acquire, get, join",
    } <= set(found)
    assert "waits: acquire shelf" in found
    assert "0 s" in found


def test_the_same_frame_gives_the_same_drawing(drawn):
    """Byte for byte."""
    assert drawn[0] == drawn[1]


def test_it_has_colours_for_dark_pages(drawn):
    """The ground and its text change together."""
    root = elements(drawn[0])
    ground = next(element for element in root if element.tag.endswith("rect"))
    assert ground.get("fill") == "#ffffff"
    rules = next(element.text for element in root if element.tag.endswith("style"))
    assert f".{ground.get('class')}{{fill:#111111}}" in rules.replace("\n", "")


def test_it_is_nothing_but_shapes_and_text(drawn):
    """Whatever a process is called is text: no other element, attribute or address comes in."""
    for drawing in drawn:
        for element in elements(drawing):
            assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in TAGS
            assert set(element.attrib) <= ATTRIBUTES
            assert all(re.fullmatch(r"url\(#k\d+\)", value) for value in element.attrib.values() if "url" in value)
    shown = " ".join(filter(None, texts(drawn[2])))
    assert "<img src=x onerror=alert(1)>" in shown


def test_an_image_is_found_again():
    """What is put in front of a text can be taken away."""
    html = stills.image("<svg>\u2013</svg>") + "<details>"
    assert stills.image_in(html) + "<details>" == html
    assert stills.without_image(html) == "<details>"
    assert stills.drawing_in(html) == "<svg>\u2013</svg>"
    assert stills.drawing_in("<details>") is None
