"""Drain before you join."""

from helpers.practice.criteria import (
    all_joined,
    all_went_well,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(1_000_000,),
    again=lambda random: ((size := random.randrange(300_000, 900_000),), size),
    criteria=(
        ran_in_processes(1),
        ran_in_children("writing"),
        returns(1_000_000, "the whole text has arrived"),
        all_joined(),
        all_went_well(),
        nothing_left_running(),
    ),
    seconds=3,
)
