"""A small real task: the commonest words, and send less."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="read_and_count",
    arguments=(
        ["queue pipe queue lock", "pipe queue queue", "pool pipe pipe queue", "queue queue pipe", "queue pipe queue"],
    ),
    again=lambda random: (
        (["queue queue pipe lock", " ".join(["pipe"] * (more := random.randrange(5, 9))), "queue queue"],),
        [["pipe", more + 1], ["queue", 4]],
    ),
    criteria=(
        criteria.returns([["queue", 9], ["pipe", 6]], "the two words are right"),
        criteria.in_a_pool("", "a pool or an executor did the work"),
        criteria.ran_in_children("reading", 2),
        criteria.overlapped(),
        criteria.nothing_left_running(),
    ),
)
