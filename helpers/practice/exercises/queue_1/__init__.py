"""Results come back through a queue."""

from helpers.practice.criteria import (
    nothing_left_running,
    overlapped,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["Tim", "Ada", "Grace"],),
    again=lambda random: (
        (names := random.sample(["bob", "eve", "kel", "ann"], 3),),
        sorted(name.upper() for name in names),
    ),
    criteria=(
        ran_in_processes(3),
        ran_in_children("shouting", 3),
        returns(["ADA", "GRACE", "TIM"], "all three results have come back"),
        went_through("Queue", 3, upward=True),
        overlapped(3),
        nothing_left_running(),
    ),
)
