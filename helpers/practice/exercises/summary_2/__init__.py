"""A worker is lost."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([1],),
    again=lambda random: (([random.randrange(2, 9)],), "BrokenProcessPool"),
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("working on"),
        criteria.some_died(),
        criteria.returns("BrokenProcessPool", 'main() returns "BrokenProcessPool"'),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
