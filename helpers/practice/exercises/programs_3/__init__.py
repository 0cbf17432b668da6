"""A time limit for tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.practice import criteria
from helpers.practice.exercise import Check

if TYPE_CHECKING:
    from random import Random


def _again(random: Random) -> tuple[Any, ...]:
    quick = random.choice([0.35, 0.45, 0.55])
    return (4, [quick, 60]), [f"solved in {quick} s", None]


CHECK = Check(
    arguments=(4, [0.4, 0.3, 60]),
    again=_again,
    criteria=(
        criteria.ran_in_children("solving", 3),
        criteria.overlapped(),
        criteria.some_died(),
        criteria.went_through("Pipe", 2, upward=True, values=("solved in 0.4 s", "solved in 0.3 s")),
        criteria.returns(["solved in 0.4 s", "solved in 0.3 s", None], "what was solved in time is there"),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
    seconds=10,
    allowed=frozenset({"terminate"}),
)
