"""Makes the animation of README: one cell of the course, as it runs in JupyterLab.

    python docs/animation.py            # writes docs/images/deadlock.gif; needs a Chromium

Nothing in it is drawn by hand. A JupyterLab runs the cell in a headless Chromium; what the page shows is photographed
until the cell has ended, and the photographs become the frames, each shown as long as it was to be seen.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browsing import Lab, headless_browser, jupyterlab, notebook_of

TARGET = ROOT / "docs" / "images" / "deadlock.gif"
SETUP = """%load_ext helpers
from multiprocessing import Barrier, Lock, Process, Queue
from helpers.workers.failures import pay_over
from helpers.workers.queues import consume_slowly, produce_aloud"""
CELL = """%%deadline 4
orders, till, safe, gate = Queue(1), Lock(), Lock(), Barrier(2)
staff = [
    Process(target=produce_aloud, args=(6, orders), name="waiter"),
    Process(target=consume_slowly, args=(0.3, orders), name="cook"),
    Process(target=pay_over, args=(till, safe, gate), name="ada"),
    Process(target=pay_over, args=(safe, till, gate), name="ben"),
]
for process in staff:
    process.start()
for process in staff:
    process.join()"""
WIDTH, HEIGHT = 1130, 1000
COLOURS = 128
LAST = 5000  # milliseconds: time to read the sentence
BEFORE = 1500  # and the cell, before it runs
CELL_AREA = ".jp-Cell[data-windowed-list-index='1']"
PLAIN = """
.jp-cell-toolbar, .jp-OutputArea-output details, .jp-Collapser { display: none !important }
.mmv-toggles, .mmv-replay, .mmv-caption, .mmv-told, .mmv-legend { display: none !important }
.jp-RenderedText pre { white-space: pre-wrap !important }
"""


def photographs():
    """Run the cell; yield what is to be seen, and since when in seconds."""
    with tempfile.TemporaryDirectory(prefix="lab-") as home:
        folder = Path(home) / "notebooks"
        folder.mkdir()
        (folder / "deadlock.ipynb").write_text(notebook_of(SETUP, CELL), encoding="utf-8")
        places = {"PYTHONPATH": str(ROOT), "COURSE_PROGRESS": home, "COURSE_START_METHOD": "fork"}
        with jupyterlab(folder, Path(home), **places) as address, headless_browser() as browser:
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
            page = context.new_page()
            lab = Lab(page, address, "deadlock.ipynb")
            lab.run(0)
            lab.wait_idle()
            page.add_style_tag(content=PLAIN)
            lab.select(1)
            lab.show(1)
            page.wait_for_timeout(1000)
            yield page.screenshot(clip=whole(page)), time.monotonic()
            lab.run(1)
            while lab.busy():
                yield page.screenshot(clip=whole(page)), time.monotonic()
            page.wait_for_timeout(500)
            yield page.screenshot(clip=whole(page)), time.monotonic()


def whole(page):
    """Return where the cell is on the page, with what it shows."""
    box = page.locator(CELL_AREA).bounding_box()
    return {**box, "height": min(box["height"], HEIGHT - box["y"])}


def animation(shots):
    """Return the frames, without those that show nothing new, and how many milliseconds each is shown."""
    frames, starts = [], []
    for shot, start in shots:
        frame = Image.open(io.BytesIO(shot)).convert("RGB")
        if not frames or frames[-1].size != frame.size or ImageChops.difference(frames[-1], frame).getbbox():
            frames.append(frame)
            starts.append(start)
    width, height = (max(sizes) for sizes in zip(*(frame.size for frame in frames), strict=True))
    padded = [Image.new("RGB", (width, height), "white") for _ in frames]
    for canvas, frame in zip(padded, frames, strict=True):
        canvas.paste(frame)
    shown = [round((end - start) * 1000) for start, end in pairwise(starts[1:])]
    return padded, [BEFORE, *shown, LAST]


def main():
    """Make the animation and say how large it is."""
    frames, durations = animation(photographs())
    # The colours of the beginning, the middle and the end: a palette for each frame would make unmoving parts flicker.
    samples = [frames[0], frames[len(frames) // 3], frames[-1]]
    board = Image.new("RGB", (frames[0].width, sum(sample.height for sample in samples)))
    for place, sample in enumerate(samples):
        board.paste(sample, (0, place * sample.height))
    few = board.quantize(COLOURS, dither=Image.Dither.NONE)
    small = [frame.quantize(palette=few, dither=Image.Dither.NONE) for frame in frames]
    TARGET.parent.mkdir(exist_ok=True)
    small[0].save(TARGET, save_all=True, append_images=small[1:], duration=durations, loop=0, optimize=True)
    seconds, size = sum(durations) / 1000, TARGET.stat().st_size // 1000
    sys.stdout.write(f"{TARGET.name}: {len(frames)} frames, {seconds:.1f} s, {size} kB\n")


if __name__ == "__main__":
    main()
