"""Worker functions of lesson 12, and the log of a web shop that they read.

A child process must be able to import what it runs. That is why these stand in a file, and not in a notebook cell.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection
    from typing import Any

    Line = str | bytes
    Read = Callable[[Any], tuple[int, int]]
    Piece = tuple[Path, int, int]

# --- a log, a file for each day ------------------------------------------------------------------------------

DAYS = 8
SALE = 6  # the last day is that of a sale, with so many times as many visitors
_VISITORS = [1] * 7 + [3] * 10 + [8, 12, 14, 12, 7] + [2] * 2  # of each hour, in proportion
_PAGES = ["/", "/cart", "/search", *(f"/product/{number}" for number in range(200))]


def write_logs(folder: str, lines: int = 20_000) -> list[Path]:
    """Write the log of eight days, a file for each, always the same; return the paths.

    Parameters
    ----------
    folder : str
        Where to.
    lines : int
        Requests of an ordinary day; the last day has six times as many.
    """
    import random  # no worker needs it

    chance = random.Random(2026)  # noqa: S311 - no secret
    paths = []
    for day in range(1, DAYS + 1):
        kinds = [_line(chance, day) for _ in range(1000)]
        number = lines * (SALE if day == DAYS else 1)
        path = Path(folder) / f"day-{day}.log"
        path.write_text("".join(chance.choices(kinds, k=number)), encoding="ascii", newline="\n")
        paths.append(path)
    return paths


def _line(chance: random.Random, day: int) -> str:
    [hour] = chance.choices(range(24), _VISITORS)
    visitor = f"10.0.{chance.randrange(256)}.{chance.randrange(256)}"
    moment = f"{day:02}/11/2026:{hour:02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
    return f"{visitor} {moment} {chance.choice(_PAGES)} 200 {int(chance.expovariate(0.01)) + 5}\n"


# --- reading it ----------------------------------------------------------------------------------------------


def parse(line: str) -> tuple[int, int]:
    """Return the hour of a request, and how many milliseconds the visitor waited."""
    _visitor, moment, _page, _status, waited = line.split()
    return datetime.strptime(moment, "%d/%m/%Y:%H:%M:%S").hour, int(waited)


def cut(line: Line) -> tuple[int, int]:
    """Return the same: in a moment, the hour always stands at the same place."""
    _visitor, moment, _page, _status, waited = line.split()
    return int(moment[11:13]), int(waited)


def add_up(lines: Iterable[Line], read: Read) -> Counter[int]:
    """Return for each hour how long its visitors waited, in milliseconds."""
    waits = Counter[int]()
    for line in lines:
        hour, waited = read(line)
        waits[hour] += waited
    return waits


def add_up_file(path: Path) -> Counter[int]:
    """Read a file here, in the worker, and add up."""
    with path.open() as file:
        return add_up(file, cut)


def add_up_piece(piece: Piece) -> Counter[int]:
    """Add up the lines of a file that begin at `start` or behind it, and before `end`."""
    path, start, end = piece
    with path.open("rb") as file:
        if start:
            file.seek(start - 1)
            file.readline()  # up to here it is the piece before
        text = file.read(max(0, end - file.tell()))
        if text and not text.endswith(b"\n"):
            text += file.readline()  # the last line to its end
    return add_up(text.splitlines(), cut)


def pieces(paths: Iterable[Path], size: int) -> list[Piece]:
    """Divide files into pieces of about the same size in bytes: path, start, end."""
    found = []
    for path in paths:
        end = path.stat().st_size
        number = max(1, round(end / size))
        edges = [end * part // number for part in range(number + 1)]
        found += [(path, start, stop) for start, stop in pairwise(edges)]
    return found


def add_up_share(share: Iterable[Piece]) -> None:
    """Add up many pieces, and tell nobody: what a bare process reaches when nothing has to travel."""
    for piece in share:
        add_up_piece(piece)


# --- measuring -----------------------------------------------------------------------------------------------


def profiled(path: Path, folder: str) -> Counter[int]:
    """Add up the first lines of a file under a profiler, which writes what it saw into a file in `folder`."""
    import cProfile  # most workers need none

    with path.open() as file:
        lines = file.readlines(150_000)  # bytes, about
    with cProfile.Profile() as profile:
        waits = add_up(lines, parse)
    profile.dump_stats(f"{folder}/{path.stem}.prof")
    return waits


def nothing() -> None:
    """Do nothing: what is left is the cost of starting and ending."""


def count(limit: int) -> int:
    """Add up the numbers below `limit`: work for the CPU."""
    return sum(range(limit))


def echo(connection: Connection) -> None:
    """Send back whatever comes, up to None."""
    while (item := connection.recv()) is not None:
        connection.send(item)
