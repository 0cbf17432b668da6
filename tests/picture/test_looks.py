"""What can be read: sizes, contrasts, motion."""

import pytest
from playwright.sync_api import expect

from picture.frames import KERNEL, STORY, TALK, key_frame, pool
from picture.hands import row, send

# The contrast of each text with what is behind it, in numbers of WCAG 2: 1 for none, 21 for black on white.
CONTRASTS = """() => {
    const rgba = text => [...text.matchAll(/[\\d.]+/g)].map(Number).concat(1).slice(0, 4);
    const over = ([r, g, b, a], ground) => [r, g, b].map((x, k) => x * a + ground[k] * (1 - a));
    const path = element => element ? [...path(element.parentElement), element] : [];
    const linear = x => x / 255 <= 0.04045 ? x / 255 / 12.92 : ((x / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const contrast = element => {
        const styles = path(element).map(part => getComputedStyle(part));
        const ground = styles.reduce((below, style) => over(rgba(style.backgroundColor), below), [255, 255, 255]);
        const style = styles.at(-1);
        const [r, g, b, a] = rgba(element instanceof SVGElement ? style.fill : style.color);
        const opacity = styles.reduce((product, { opacity }) => product * Number(opacity), a);
        const [dark, light] = [ground, over([r, g, b, opacity], ground)].map(luminance).sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
    };
    const written = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll(".mmv-picture *")]
        .filter(element => written(element) && element.checkVisibility())
        .map(element => [element.getAttribute("class"), element.textContent, contrast(element)]);
}"""


@pytest.mark.parametrize("now", [0.0466, 0.0501, 0.101, 0.76, 1.005, 12.2, 61, 4000])
def test_labels_of_the_axis_are_whole(page, now):
    """A label that would not fit at the right end is left out."""
    send(page, key_frame(KERNEL, now=now))
    end = page.locator(".mmv-axis").bounding_box()
    labels = [label.bounding_box() for label in page.locator(".mmv-axis-label").all()]
    assert len(labels) >= 2
    assert max(label["x"] + label["width"] for label in labels) <= end["x"] + end["width"]


@pytest.mark.parametrize(("wish", "animation"), [("reduce", "none"), ("no-preference", "mmv-pulse")])
def test_reduced_motion(page, wish, animation):
    """The live dot does not pulse for those who asked for calm."""
    page.emulate_media(reduced_motion=wish)
    send(page, {**STORY, "live": True})
    assert page.evaluate("() => getComputedStyle(document.querySelector('.mmv-live-dot')).animationName") == animation


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("frame", [STORY, pool(100), TALK], ids=["story", "pool", "talk"])
def test_text_has_contrast(page, theme, frame):
    """Every text of a recording, and of the tooltip, has a contrast of 4.5 or more."""
    jupyterlab = {"light": ("#fff", "rgb(0 0 0 / 87%)"), "dark": ("#111", "#fff")}[theme]
    page.evaluate(
        """([theme, ground, text]) => {
            document.body.dataset.jpThemeLight = theme === "light";
            document.body.style.setProperty("--jp-layout-color0", ground);
            document.body.style.setProperty("--jp-ui-font-color1", text);
        }""",
        [theme, *jupyterlab],
    )
    meta = {"method": "spawn", "cpus": 8, "cpus_usable": 2, "notes": ["a note"]}
    send(page, {**frame, "meta": meta})
    page.locator(".mmv-row .mmv-lane").nth(2).hover()
    expect(page.locator(".mmv-tip")).to_be_visible()
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 30
    assert [found for found in contrasts if found[2] < 4.5] == []


@pytest.mark.parametrize("width", [1200, 640, 440, 320])
def test_nothing_sticks_out(page, width):
    """The picture fits a narrow window, and no lane is lost."""
    page.set_viewport_size({"width": width, "height": 800})
    send(page, STORY)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert row(page, "0.1").locator(".mmv-lane").bounding_box()["width"] > 100
