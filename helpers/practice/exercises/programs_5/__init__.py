"""A report that comes to its end, whatever happens to its workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.practice import criteria
from helpers.practice.exercise import Check

if TYPE_CHECKING:
    from random import Random

_LOGS = {
    "amber": ["GET / 5120 200", "GET /old 310 404"],
    "birch": ["damaged"],
    "cedar": ["GET /prices 911 200"],
    "dogwood": ["stuck"],
}


def _again(random: Random) -> tuple[Any, ...]:
    good, bad = random.sample(["elm", "fir", "gorse", "holly"], 2)
    code = random.choice(["301", "403", "503"])
    return ({bad: [random.choice(["damaged", "stuck"])], good: [f"GET / 12 {code}"] * 3}, 4), ({code: 3}, [bad])


CHECK = Check(
    arguments=(_LOGS, 4),
    again=_again,
    criteria=(
        criteria.ran_in_children("counting", 4),
        criteria.overlapped(3),
        criteria.some_died(),
        criteria.returns(({"200": 2, "404": 1}, ["birch", "dogwood"]), "the report is right"),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
    work="count",
    seconds=11,
    allowed=frozenset({"terminate"}),
)
