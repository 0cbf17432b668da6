"""What learners and machines do to a notebook, kind by kind.

Each kind is a function of path, start method, a random generator and what comes afterwards, by default a run that must
pass. It yields once for each disturbance that was survived, and raises `Failed` where one was not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import nbformat
import psutil

from trials.session import CELL, GONE, ROOT, Failed, Session, code_cells, is_helper, passes

TRUTH = """import json
from helpers.show.widget import _shown
print(json.dumps([[one["name"], one["outcome"] or ""] for one in _shown[-1].frame["processes"]]))"""
ROWS = "rows => rows.map(row => [row.dataset.name, row.dataset.outcome])"


def _targets(cells, random, number):
    """Choose cells in which processes work."""
    busy = [
        index
        for index, cell in enumerate(cells)
        if index and any(word in cell.source for word in ("watch(", "Process(", "Pool(", ".start()", "check("))
    ]
    return set(random.sample(busy, min(number, len(busy))))


def _moment(random):
    """Return some seconds: often few, sometimes more."""
    return min(3.0, random.expovariate(1 / 0.5))


def interrupt(path, method, random, after=passes):
    """The kernel is interrupted at random moments."""
    cells = code_cells(path)
    targets = _targets(cells, random, 8)
    with Session(path, method) as session:
        for index, cell in enumerate(cells):
            message = session.start(cell)
            if index not in targets:
                session.end_of_a_cell(message, cell)
                continue
            ended = session.finish(message, _moment(random))
            session.interrupt()
            # No reply comes if that was before the cell's first line. And a signal just before the main thread begins
            # to wait for a lock does not end the wait, which is Python's: the learner tries again.
            if ended is None and session.finish(message, 5) is None:
                session.interrupt()
                session.finish(message, 10)
            session.answers()
            session.nothing_is_left()
            yield
        session.shut_down()
    after(path, method)


def _ended(path, method, random, after, *, hard):
    cells = code_cells(path)
    # A TemporaryDirectory that a lesson itself has open when its kernel is killed stays, as in any program.
    kept = ("tmp",) if hard else ()
    targets = sorted(_targets(cells[: max(3, len(cells) * 2 // 3)], random, 3))
    with Session(path, method, kept=kept) as session:
        for target in targets:
            session.run(cells[0])
            for cell in cells[1:target]:
                session.run_patiently(cell)
            session.finish(session.start(cells[target]), _moment(random))
            session.restart(hard=hard)
            session.answers()
            yield
        session.shut_down()
    after(path, method)


def restart(path, method, random, after=passes):
    """The kernel is restarted while a cell runs."""
    yield from _ended(path, method, random, after, hard=False)


def kill(path, method, random, after=passes):
    """The kernel gets a SIGKILL while a cell runs."""
    yield from _ended(path, method, random, after, hard=True)


def child(path, method, random, after=passes):
    """A random child gets a SIGKILL; if the cell waits for ever then, the learner stops it."""
    cells = code_cells(path)
    targets = _targets(cells, random, 8)
    with Session(path, method) as session:
        for index, cell in enumerate(cells):
            message = session.start(cell)
            if index not in targets:
                session.end_of_a_cell(message, cell)
                continue
            ended, killed, limit = None, False, time.monotonic() + 3
            while ended is None and not killed and time.monotonic() < limit:
                ended = session.finish(message, random.uniform(0.01, 0.4))
                children = session.children()
                if ended is None and children:
                    with suppress(psutil.Error):
                        random.choice(children).kill()
                        killed = True
            if ended is None:
                session.end_of_a_cell(message, cell)
            session.nothing_is_left()
            session.answers()
            if killed:
                yield
        session.shut_down()
    after(path, method)


def helper(path, method, random, after=passes):
    """The resource tracker or the fork server gets a SIGKILL between two cells."""
    cells = code_cells(path)
    with Session(path, method) as session:
        for index, cell in enumerate(cells):
            session.run_patiently(cell) if index else session.run(cell)
            helpers = [process for process in session.members() if is_helper(process, session.pid)]
            if helpers and random.random() < 0.2:
                with suppress(psutil.Error):
                    random.choice(helpers).kill()
                session.nothing_is_left()
                session.answers()
                yield
        session.shut_down()
    after(path, method)


def twice(path, method, random, after=passes):
    """Every cell is run twice: some can't (a pipe is closed then), none may hang."""
    with Session(path, method) as session:
        for cell in code_cells(path):
            first = session.run(cell)
            if bool(first) != cell.fails:
                raise Failed(f"run after a cell that ran twice, it ended with {first!r}: {cell.source[:300]!r}")
            session.run(cell)
        session.nothing_is_left()
        session.answers()
        session.shut_down()
    yield
    after(path, method)


def order(path, method, random, after=passes):
    """The cells are run in a random order; some fail then, none may hang."""
    cells = code_cells(path)
    rest = cells[1:]
    random.shuffle(rest)
    with Session(path, method) as session:
        for cell in [cells[0], *rest]:
            session.run_patiently(cell)
        session.answers()  # a process that one cell starts and another ends may run on here, as anybody's would
        session.shut_down()
    yield
    after(path, method)


def together(path, method, random, after=passes):
    """Two notebooks run at once: this one twice."""
    errors = []

    def run():
        try:
            passes(path, method)
        except Exception as error:  # noqa: BLE001 - raised below
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error
    yield


@contextmanager
def small_disk(options="mode=1777"):
    """Give a folder on a disk of 64 KB; needs the right to mount."""
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size=64k,{options}", "tmpfs", folder], check=True, capture_output=True
        )
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def disk(path, method, random, after=passes):
    """The disk of the temp folder is full: from the beginning, or in the middle."""
    cells = code_cells(path)
    full_at = random.choice([0, 1, len(cells) // 2])
    with small_disk() as temp, Session(path, method, temp=temp) as session:
        for index, cell in enumerate(cells):
            if index == full_at:
                with suppress(OSError), open(temp / "pymp-filler", "wb", buffering=0) as filler:
                    while True:
                        filler.write(bytes(512))
            session.run_patiently(cell)
            session.nothing_is_left()
        session.answers()
        (temp / "pymp-filler").unlink()
        session.shut_down()
    yield
    after(path, method)


def home(path, method, random, after=passes):
    """The home folder can't be written to."""
    # What matplotlib and IPython put into the temp folder then is theirs.
    kept = "tmp", "matplotlib-"
    with (
        small_disk("ro") as nowhere,
        Session(path, method, kept=kept, HOME=str(nowhere), COURSE_PROGRESS="") as session,
    ):
        for cell in code_cells(path):
            ended = session.run(cell)
            if bool(ended) != cell.fails:
                raise Failed(f"without a home it ended with {ended!r}: {cell.source[:300]!r}")
        session.nothing_is_left()
        session.answers()
        session.shut_down()
    yield
    after(path, method)


def cpu(path, method, random, after=passes):
    """The machine has 1 CPU."""
    passes(path, method, before=lambda: os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))}))
    yield


def _limited(path, method, prefix, before, after):
    with tempfile.TemporaryDirectory(prefix="home-") as home:
        os.chmod(home, 0o777)  # noqa: S103
        with Session(path, method, prefix=prefix, before=before, HOME=home, MPLCONFIGDIR=home) as session:
            os.chmod(session.temp, 0o1777)  # noqa: S103
            os.chmod(session.environment["COURSE_PROGRESS"], 0o777)  # noqa: S103
            for cell in code_cells(path):
                session.run_patiently(cell)
                session.nothing_is_left()
            session.answers()
            session.shut_down()
    after(path, method)


def _set_limit(name, limit):
    import resource  # POSIX has it alone

    resource.setrlimit(getattr(resource, name), (limit, limit))


def files(path, method, random, after=passes):
    """A process may open few files."""
    limit = random.choice([128, 192, 256])
    yield _limited(path, method, (), lambda: _set_limit("RLIMIT_NOFILE", limit), after)


def processes(path, method, random, after=passes):
    """A user may have few processes and threads."""
    # Root may have any number, so it runs as somebody else then.
    limit = random.choice([32, 40, 48, 64])
    prefix = ()
    if os.geteuid() == 0:
        user, can = str(random.randrange(100_000, 900_000)), "+dac_override,+dac_read_search,+fowner"
        prefix = ("setpriv", f"--reuid={user}", "--clear-groups", f"--inh-caps={can}", f"--ambient-caps={can}")
    else:
        mine = [p for p in psutil.process_iter(["uids"]) if p.info["uids"] and p.info["uids"].real == os.getuid()]
        limit += sum(process.num_threads() for process in mine)
    yield _limited(path, method, prefix, lambda: _set_limit("RLIMIT_NPROC", limit), after)


def slow(path, method, random, after=passes):
    """The machine is slow: busy loops run beside the notebook."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        passes(path, method)
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
    yield


def stalled(path, method, random, after=passes):
    """The machine is crowded: now and then one process of the notebook stands still, for up to half a second."""
    done = threading.Event()

    def stall():
        while not done.wait(random.uniform(0, 0.25)):
            family = psutil.Process().children(recursive=True)
            with suppress(psutil.Error, IndexError):
                one = random.choice(random.choice([family, family[-4:]]))  # often one of the newest
                one.suspend()
                try:
                    time.sleep(random.uniform(0.05, 0.5))
                finally:
                    one.resume()

    thread = threading.Thread(target=stall)
    thread.start()
    try:
        passes(path, method)
    finally:
        done.set()
        thread.join()
    yield


def browser(path, method, random, after=passes, running=None):
    """The browser's tab is closed while a cell runs, and opened again: the picture is right then."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from browsing import Lab, headless_browser, jupyterlab, open_page, wait_for

    notebook = nbformat.read(path, as_version=4)
    watched = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code" and "watch()" in cell.source]
    notebook.cells.append(nbformat.v4.new_code_cell(TRUTH))
    with (
        tempfile.TemporaryDirectory(prefix="browse-") as folder,
        nullcontext(running) if running else headless_browser() as chromium,
    ):
        home = Path(folder, "home")
        home.mkdir()
        shutil.copytree(path.parent / "images", Path(folder, "images"))
        nbformat.write(notebook, Path(folder, "book.ipynb"))
        trust = [sys.executable, "-m", "jupyter", "trust", f"{folder}/book.ipynb"]
        subprocess.run(trust, env={**os.environ, "HOME": str(home)}, check=True, capture_output=True)
        path_of_children = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        target = random.choice(watched)
        with jupyterlab(folder, home, COURSE_START_METHOD=method, PYTHONPATH=path_of_children) as address:
            with open_page(chromium) as page:
                lab = Lab(page, address, "book.ipynb")
                lab.run_above(target)
                lab.wait_idle(CELL)
                lab.select(target)
                lab.command("notebook:run-cell")
                lab.output(target).locator(".mmv-picture").first.wait_for()
                lab.command("docmanager:save")
                time.sleep(random.uniform(0.1, 2))
            time.sleep(random.uniform(0, 4))
            with open_page(chromium) as page:
                lab = Lab(page, address, "book.ipynb")
                wait_for(lambda: lab.kernel() == "idle", CELL)
                lab.show(target)
                picture = lab.output(target).locator(".mmv-picture").last
                wait_for(lambda: picture.get_attribute("data-live") == "false", GONE)
                rows = picture.locator(".mmv-row").evaluate_all(ROWS)
                lab.select(len(notebook.cells) - 1)
                lab.command("notebook:run-cell")
                lab.wait_idle()
                truth = json.loads(lab.texts()[-1])
                if rows != truth:
                    raise Failed(f"after the return the picture of cell {target} shows {rows}, and not {truth}")
                yield
    after(path, method)


KINDS = {
    function.__name__: function
    for function in (
        interrupt, restart, kill, child, helper, twice, order, together, disk, home, cpu, files, processes, slow,
        stalled, browser,
    )
}  # fmt: skip
