"""What a reader does with a picture in a page."""


def send(page, *frames):
    """Give frames to the picture and let it draw them."""
    page.evaluate("frames => frames.forEach(store.apply)", list(frames))
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def row(page, number):
    return page.locator(f'.mmv-row[data-process-id="{number}"]')


def press(page, key, times=1):
    for _ in range(times):
        page.keyboard.press(key)


def go_to(page, time):
    """Move the slider."""
    page.locator(".mmv-slider").evaluate(
        "(slider, time) => { slider.value = time; slider.dispatchEvent(new Event('input')); }", time
    )


def arrow_at(page, number):
    """Return the middle of that arrow, in pixels of the page."""
    return page.evaluate(
        """number => {
            const line = document.querySelector(".mmv-arrows-all .mmv-arrow-line").getAttribute("d").split("M")[number];
            const [x0, y0, , , , , x1, y1] = line.match(/[-\\d.]+/g).map(Number);
            const { left, top } = document.querySelector(".mmv-front").getBoundingClientRect();
            return [left + (x0 + x1) / 2, top + (y0 + y1) / 2];
        }""",
        number,
    )
