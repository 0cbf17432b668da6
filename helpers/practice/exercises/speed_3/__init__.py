"""Longest first."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([2, 4, 3, 5, 8],),
    again=lambda random: (
        (sizes := random.sample(range(2, 9), 4),),
        [f"{pages} pages" for pages in sizes],
    ),
    work="render",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("rendering", 2),
        criteria.overlapped(),
        criteria.returns([f"{pages} pages" for pages in (2, 4, 3, 5, 8)], "the results are right, and in order"),
        criteria.pieces("render", 5, 5),
        criteria.longest_first("rendering"),
        criteria.nothing_left_running(),
    ),
)
