"""Results come back through a queue."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="shout",
    arguments=(["Tim", "Ada", "Grace"],),
    again=lambda random: (
        (names := random.sample(["bob", "eve", "kel", "ann"], 3),),
        sorted(name.upper() for name in names),
    ),
    criteria=(
        criteria.ran_in_processes(3),
        criteria.ran_in_children("shouting", 3),
        criteria.returns(["ADA", "GRACE", "TIM"], "all three results have come back"),
        criteria.went_through("Queue", 3, upward=True),
        criteria.overlapped(3),
        criteria.nothing_left_running(),
    ),
)
