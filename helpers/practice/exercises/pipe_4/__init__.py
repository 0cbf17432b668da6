"""A small real task: a server on a pipe."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([(6, 2), (1, 0), (9, 3)],),
    again=lambda random: (([(number := random.randrange(100), 1), (1, 0)],), [float(number), "ZeroDivisionError"]),
    criteria=(
        criteria.named("server"),
        criteria.ran_in_processes(1, exactly=True),
        criteria.ran_in_children("request"),
        criteria.returns([3.0, "ZeroDivisionError", 3.0], "each request has its reply"),
        criteria.went_through("Pipe", 3, upward=True, values=[3.0, "ZeroDivisionError"]),
        criteria.nothing_left_running(),
        criteria.exit_codes({"server": 0}),
    ),
    seconds=3,
)
