"""A small real task: a pipeline that survives a killed worker."""

from helpers.practice.criteria import (
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
    some_died,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"a": "two words", "b": "some poison", "c": "three more words", "d": "one"},),
    criteria=(
        ran_in_processes(2),
        some_died(),
        ran_in_children("counted", 2),
        returns({"a": 2, "c": 3, "d": 1}, "the counts of the other texts are right"),
        nothing_left_running(),
    ),
)
