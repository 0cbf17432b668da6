"""Drain before you join."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="write",
    arguments=(1_000_000,),
    again=lambda random: ((size := random.randrange(300_000, 900_000),), size),
    criteria=(
        criteria.ran_in_processes(1),
        criteria.ran_in_children("writing"),
        criteria.returns(1_000_000, "the whole text has arrived"),
        criteria.all_joined(),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=3,
)
