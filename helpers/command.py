"""``python -m helpers watch script.py``: see the processes of a program of your own.

The script runs as ``python script.py`` runs it, and its exit code is this command's. While it runs, the tree of its
processes is drawn below its output; afterwards a page that replays the run is there.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
import zipfile
from contextlib import suppress
from importlib.machinery import PathFinder
from importlib.util import decode_source
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.ground.facts import START_METHOD, start_method
from helpers.ground.machinery import MACHINERY
from helpers.record.names import steady_name
from helpers.show import lines, saving, text
from helpers.watch import program
from helpers.watch.relay import end_like

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.record.snapshot import Snapshot

_COMMAND = "python -m helpers watch"
_USAGE = f"{_COMMAND} [-o FILE] [--trace FILE] [--quiet] (script.py | -m module) [arguments ...]"
_EXAMPLE = f"{_COMMAND} script.py"
_SOURCE = {".py", ".pyw"}
_MARK = 'id="recording"'  # stands in every page that replays a recording


class _RefusedError(Exception):
    """What was asked for can't be done; the message is a sentence for the user."""


def main(words: Sequence[str]) -> None:
    """Run the program that the command line names, and end as it ends.

    Parameters
    ----------
    words : sequence of str
        The command line, from the word after ``watch`` on.

    Raises
    ------
    SystemExit
        With the program's exit code; with 2 if the command line can't be understood, 0 after ``--help``.
    """
    own, target, arguments = _split(list(words))
    options = _parse(own)
    try:
        name = _check(target)
        for file in (options.output, options.trace):
            _check_output(file)
        snapshot, code = program.run([*target, *arguments], name, _screen(quiet=options.quiet))
    except (_RefusedError, OSError) as error:
        print(f"{_COMMAND}: {error}", file=sys.stderr)
        sys.exit(2)
    _leave(snapshot, options, Path(name).stem)
    end_like(code)


# --- the command line -----------------------------------------------------------------------------------------------


def _split(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Part a command line into our options, the program, and what is the program's own, whatever that looks like."""
    at = 0
    while at < len(words):
        word = words[at]
        if word == "-m":
            return words[:at], words[at : at + 2], words[at + 2 :]
        if not word.startswith("-"):
            return words[:at], [word], words[at + 1 :]
        at += 2 if word in {"-o", "--output", "--trace"} else 1
    return words, [], []


def _parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=_COMMAND, usage=_USAGE, allow_abbrev=False,
        description="Runs a Python program, shows its processes while it runs, and leaves a page that replays the run.",
        epilog="In a project with a package of its own called helpers: python -P -m helpers watch script.py",
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", type=Path,
                        help="the replay, .html (by default the script's name, in this folder)")  # fmt: skip
    parser.add_argument("--trace", metavar="FILE", type=Path, help="also write a .json for https://ui.perfetto.dev")
    parser.add_argument("--quiet", action="store_true", help="show nothing, just leave the files")
    return parser.parse_args(words)


def _check(target: list[str]) -> str:
    """Return the program's name.

    Raises
    ------
    _RefusedError
        If there is no such program.
    """
    if not target:
        raise _RefusedError(f"which program? For example: {_EXAMPLE}")
    if target[0] == "-m":
        if len(target) < 2:
            raise _RefusedError(f"-m needs the name of a module, for example: {_COMMAND} -m package.module")
        top = target[1].partition(".")[0]
        if top not in sys.builtin_module_names and PathFinder.find_spec(top, ["", *sys.path]) is None:
            raise _RefusedError(f"there is no module {target[1]!r} here, for example: {_COMMAND} -m timeit")
        return target[1]
    path = Path(target[0])
    if path.is_dir() and not (path / "__main__.py").exists():
        raise _RefusedError(f"{target[0]} is a folder; name the program in it, for example: {_EXAMPLE}")
    if not path.exists():
        raise _RefusedError(f"there is no file {target[0]} in {Path.cwd()}; for example: {_EXAMPLE}")
    if path.is_file() and not zipfile.is_zipfile(path) and path.suffix != ".pyc":
        _check_source(path)
    return path.resolve().name


def _check_source(path: Path) -> None:
    source = path.read_bytes()
    try:
        decode_source(source)
        if path.suffix not in _SOURCE or b"\0" in source:  # else Python itself says best what is wrong
            with warnings.catch_warnings(action="ignore"):
                compile(source, str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        raise _RefusedError(f"{path} is not a Python program; for example: {_EXAMPLE}") from None


def _check_output(file: Path | None) -> None:
    if file is None:
        return
    if file.suffix.lower() not in {".html", ".json"}:
        raise _RefusedError(f"{file} must end in .html (a replay) or .json (a trace), for example: -o run.html")
    if not file.absolute().parent.is_dir():
        raise _RefusedError(f"there is no folder {file.absolute().parent} for {file.name}, for example: -o run.html")


def _screen(*, quiet: bool) -> program.Screen:
    """Return where the run is seen."""
    if quiet:
        return lines.Nothing()
    if sys.stderr.isatty():
        from helpers.show.terminal import terminal  # noqa: PLC0415 - rich takes a while

        found = terminal(sys.stderr)
        if found is not None:
            return found
    return lines.Lines(sys.stderr)


# --- afterwards -----------------------------------------------------------------------------------------------------


def _leave(snapshot: Snapshot, options: argparse.Namespace, stem: str) -> None:
    """Write the files, and say what happened."""
    said = []
    methods = [process.start_method for process in snapshot.processes if process.start_method]
    method = max(methods, key=methods.count) if methods else os.environ.get(START_METHOD) or start_method()
    for what, file in (("replay", options.output or _free(stem)), ("trace", options.trace)):
        if file is None:
            continue
        try:
            saving.save(snapshot, file, method=method)
            said.append(f"The {what} is in {file}.")
        except OSError as error:
            said.append(f"The {what} could not be written to {file}: {error.strerror}.")
            options.quiet = False
    if options.quiet:
        return
    running = [steady_name(one) for one in snapshot.processes if one.ended is None and one.role not in MACHINERY]
    if running:
        said.insert(0, f"Still running: {', '.join(running)}.")
    with suppress(OSError):  # the terminal may be gone
        print("\n".join(["", text.tree(snapshot), *snapshot.notes, *said]), file=sys.stderr)


def _free(stem: str) -> Path:
    """Return the first file of this name that is not there, or is a replay of earlier."""
    number = 1
    while True:
        path = Path(f"{stem}.html" if number == 1 else f"{stem}-{number}.html")
        try:
            if _MARK in path.read_text(encoding="utf-8", errors="replace"):
                return path
        except OSError:
            return path
        number += 1
