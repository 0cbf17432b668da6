"""Less luggage."""

import random as chances

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _offers(shops: list[int]) -> dict[int, list[int]]:
    found = {}
    for shop in shops:
        chance = chances.Random(shop)  # noqa: S311 - prices
        found[shop] = sorted(chance.randrange(100, 100_000) for _ in range(3000))[:3]
    return found


CHECK = Check(
    arguments=([1, 2, 3],),
    again=lambda random: (
        (shops := random.sample(range(10, 90), 3),),
        _offers(shops),
    ),
    work="look_around",
    criteria=(
        criteria.ran_in_processes(3),
        criteria.ran_in_children("looking", 3),
        criteria.overlapped(),
        criteria.returns(_offers([1, 2, 3]), "the three lowest prices of each shop are right"),
        criteria.went_through("Queue", 3, upward=True),
        criteria.at_most_bytes("Queue", 2000),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
