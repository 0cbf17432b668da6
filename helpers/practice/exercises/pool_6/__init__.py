"""A deadline for a result."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"quick": 0.1, "never": 3600},),
    again=lambda random: (
        ({"late": 3600, (name := random.choice(["one", "two"])): 0.1},),
        {"late": "TimeoutError", name: name.upper()},
    ),
    work="ask",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("asking"),
        criteria.returns({"quick": "QUICK", "never": "TimeoutError"}, "who is late is named"),
        criteria.nothing_left_running(),
    ),
    seconds=9,
)
