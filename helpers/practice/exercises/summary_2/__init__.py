"""A worker is lost."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns, some_died
from helpers.practice.exercise import Check

CHECK = Check(
    criteria=(
        in_a_pool(),
        ran_in_children("working on"),
        some_died(),
        returns("BrokenProcessPool", 'main() returns "BrokenProcessPool"'),
        nothing_left_running(),
    ),
    seconds=4,
)
