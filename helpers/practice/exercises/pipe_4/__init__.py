"""A small real task: a server on a pipe."""

from helpers.practice.criteria import (
    exit_codes,
    named,
    nothing_left_running,
    ran_in_children,
    ran_in_processes,
    returns,
    went_through,
)
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([(6, 2), (1, 0), (9, 3)],),
    again=lambda random: (([(number := random.randrange(100), 1), (1, 0)],), [float(number), "ZeroDivisionError"]),
    criteria=(
        named("server"),
        ran_in_processes(1, exactly=True),
        ran_in_children("request"),
        returns([3.0, "ZeroDivisionError", 3.0], "each request has its reply"),
        went_through("Pipe", 3, upward=True),
        nothing_left_running(),
        exit_codes({"server": 0}),
    ),
    seconds=3,
)
