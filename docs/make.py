"""The course as a site: `python docs/make.py` builds it, `python docs/make.py serve` shows it.

    python -m uv run --group docs python docs/make.py          # into docs/_build/site; open index.html, or serve it
    python -m uv run --group docs python docs/make.py --fresh  # run all lessons again
    python -m uv run --group docs python docs/make.py 03 07    # these lessons alone, for a look

The lessons are run once, and kept in `docs/_build/cache` with their recordings, until their cells change. The pages ask
for nothing outside the site, and also work from disk.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))

from lessons import NOTEBOOKS, ROOT, Lesson, executed, place, watched

from helpers.ground.lessons import LESSONS, title
from helpers.show import replay

BUILD = DOCS / "_build"
PORT = 8000
PROGRAM = NOTEBOOKS / "scripts" / "03_queue.py"
"""The program that the page about programs shows."""


def gather(source, names, cache, *, fresh=False):
    """Put everything that Sphinx reads into the folder `source`."""
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns("_build", "*.py", "__pycache__"))
    shutil.copy(DOCS / "conf.py", source)
    for folder in ("images", "article", "scripts"):
        shutil.copytree(NOTEBOOKS / folder, source / "notebooks" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    article = source / "notebooks" / "article" / "README.md"
    article.write_text(f"---\norphan: true\n---\n\n{article.read_text(encoding='utf-8')}", encoding="utf-8")
    static = source / "_static"
    (static / "recordings").mkdir(parents=True, exist_ok=True)
    (static / "replay.js").write_text(replay.player(), encoding="utf-8")
    (static / "replay.css").write_text(replay.style(), encoding="utf-8")
    recordings, stopped, firsts = {}, [], []
    for name in names:
        lesson = Lesson(name, executed(NOTEBOOKS / f"{name}.ipynb", cache, fresh=fresh))
        nbformat.write(lesson.notebook, source / "notebooks" / f"{name}.ipynb")
        recordings |= lesson.recordings
        stopped += [
            (name, heading, sentence, place(recording, lesson.recordings[recording]))
            for heading, sentence, recording in lesson.stopped
        ]
        firsts += [place(*one) for one in lesson.recordings.items()][:1]
        sys.stdout.write(f"{name}: {len(lesson.recordings)} recordings\n")
    recordings["program"] = frame = watched(PROGRAM, cache, fresh=fresh)
    for recording, one in recordings.items():
        (static / "recordings" / f"{recording}.js").write_text(replay.taken(recording, one), encoding="utf-8")
    programs = source / "programs.md"
    script = PROGRAM.relative_to(ROOT).as_posix()
    words = f"`python -m helpers watch {script}` leaves this of a small program, three workers between two queues:"
    shown = f"{words}\n\n{place('program', frame)}"
    programs.write_text(programs.read_text(encoding="utf-8").replace("<!-- picture -->", shown), encoding="utf-8")
    (source / "failures.md").write_text(gallery(stopped), encoding="utf-8")
    (source / "index.md").write_text(home(names, stopped, firsts), encoding="utf-8")


def home(names, stopped, firsts):
    """Return the first page: a deadlock to play or the first recording, and README's table of lessons."""
    rows = [f"](notebooks/{name}.ipynb)" for name in names]
    table = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("\n| lesson ")[2].partition("\n\n")[0].splitlines()
    )
    mine = [line for line in table[2:] if any(row in line for row in rows)]
    deadlocks = [element for _, heading, _, element in stopped if "lock" in heading]
    contents = {
        "picture": next(iter(deadlocks + firsts), ""),
        "lessons": "\n".join(["| lesson " + table[0], table[1], *mine]),
        "names": "\n".join(f"{title(name[:2])} <notebooks/{name}>" for name in names),
    }
    page = (DOCS / "index.md").read_text(encoding="utf-8")
    for key, text in contents.items():
        page = page.replace(f"<!-- {key} -->", text)
    return page


def gallery(stopped):
    """Return the page of the cells that waited for ever: a replay of each, and who waited for what."""
    parts = [(DOCS / "failures.md").read_text(encoding="utf-8")]
    for name, heading, sentence, element in stopped:
        parts.append(f"## {heading}\n\n{element}\n\n{sentence}\n\n[The whole story](notebooks/{name}.ipynb)\n")
    return "\n".join(parts)


def build(names, *, cache, target, fresh=False):
    """Build the site of these lessons; return Sphinx's exit code."""
    from sphinx.cmd.build import main as sphinx  # noqa: PLC0415 - serving needs none

    source = target.with_name("source")
    with tempfile.TemporaryDirectory(prefix="progress-") as progress:
        os.environ["COURSE_PROGRESS"] = progress  # nobody has passed anything on the site
        gather(source, names, cache, fresh=fresh)
    shutil.rmtree(target, ignore_errors=True)
    return sphinx(["-q", "-E", "-b", "html", "-d", str(target.with_name("doctrees")), str(source), str(target)])


def serve(folder):
    """Show the built site to this machine, until Ctrl-C."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", PORT), handler) as server:
        sys.stdout.write(f"http://127.0.0.1:{PORT}\n")
        server.serve_forever()


def main():
    """Build the site, or serve it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", nargs="*", help="serve, or the numbers of lessons; nothing: all lessons")
    parser.add_argument("--fresh", action="store_true", help="run lessons again that have not changed")
    parser.add_argument("--cache", type=Path, default=BUILD / "cache", help="where the lessons that were run are kept")
    parser.add_argument("--site", type=Path, default=BUILD / "site", help="where the site is built, or is")
    given = parser.parse_args()
    if given.what == ["serve"]:
        serve(given.site)
        return
    names = [name for name in LESSONS if not given.what or name[:2] in given.what]
    sys.exit(build(names, cache=given.cache, target=given.site, fresh=given.fresh))


if __name__ == "__main__":
    main()
