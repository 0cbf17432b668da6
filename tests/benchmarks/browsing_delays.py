"""How long it takes until a started process is painted in the browser."""

import os
import tempfile
from pathlib import Path

from browsing import Lab, headless_browser, jupyterlab, notebook_of, open_page, wait_for

PROGRAM = """
import multiprocessing, time
from helpers.live import watch
from helpers.workers.process import work
context = multiprocessing.get_context({method!r})
starts = []
with watch():
    time.sleep(1.5)
    for number in range({starts}):
        child = context.Process(target=work, args=(0.2,), name=f"child {{number}}")
        starts.append(time.time())
        child.start()
        child.join()
        time.sleep(0.03 * (number % 7))
print(starts)
"""

OBSERVER = """() => {
    window.painted = {};
    const look = () => {
        for (const row of document.querySelectorAll('.mmv-row')) {
            const name = row.getAttribute('data-name');
            if (!(name in window.painted)) window.painted[name] = Date.now() / 1000;
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


def painting_delays(starts):
    """Return the seconds from each start to the first animation frame with its row."""
    with tempfile.TemporaryDirectory() as folder:
        root, home = Path(folder) / "root", Path(folder) / "home"
        root.mkdir()
        home.mkdir()
        method = "fork" if os.name == "posix" else "spawn"
        (root / "delays.ipynb").write_text(notebook_of(PROGRAM.format(method=method, starts=starts)), encoding="utf-8")
        with jupyterlab(root, home) as address, headless_browser() as browser, open_page(browser) as page:
            lab = Lab(page, address, "delays.ipynb")
            page.evaluate(OBSERVER)
            lab.run(0)
            lab.wait_idle(120)
            output = lab.output(0).locator("[data-mime-type='application/vnd.jupyter.stdout']")
            wait_for(lambda: output.count() == 1, 10)
            began = [float(number) for number in output.inner_text().strip("[] \n").split(",")]
            painted = page.evaluate("() => window.painted")
    return [painted[f"child {number}"] - start for number, start in enumerate(began)]
