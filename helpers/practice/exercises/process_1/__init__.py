"""Start, name, join."""

from helpers.practice.criteria import all_joined, named, nothing_left_running, overlapped, ran_in_children
from helpers.practice.exercise import Check

CHECK = Check(
    criteria=(
        named("Ada", "Grace", "Edsger"),
        ran_in_children("hello, I am", 3),
        overlapped(3),
        all_joined(),
        nothing_left_running(),
    ),
)
