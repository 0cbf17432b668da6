"""A small real task: the commonest words, and send less."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(
        ["queue pipe queue lock", "pipe queue queue", "pool pipe pipe queue", "queue queue pipe", "queue pipe queue"],
    ),
    criteria=(
        returns([["queue", 9], ["pipe", 6]], "the two words are right"),
        in_a_pool("", "a pool or an executor did the work"),
        ran_in_children("reading", 2),
        nothing_left_running(),
    ),
)
