"""A supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.practice import criteria
from helpers.practice.exercise import Check

if TYPE_CHECKING:
    from random import Random


def _again(random: Random) -> tuple[Any, ...]:
    numbers = [6, random.choice([7, 10, 13]), random.choice([8, 11, 14])]
    return (numbers,), {number: number * 10 for number in numbers}


CHECK = Check(
    arguments=([3, 4, 5],),
    again=_again,
    criteria=(
        criteria.ran_in_children("fetching", 6),
        criteria.overlapped(),
        criteria.some_died(),
        criteria.went_through("Pipe", 3, upward=True, values=(30, 40, 50)),
        criteria.returns({3: 30, 4: 40, 5: 50}, "everything was fetched"),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
    seconds=8,
)
