"""Start, name, join."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    criteria=(
        criteria.named("Ada", "Grace", "Edsger"),
        criteria.ran_in_children("hello, I am", 3),
        criteria.overlapped(3),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
