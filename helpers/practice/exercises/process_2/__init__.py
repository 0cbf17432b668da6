"""How did it go? Exit codes."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["save", "load", "print"],),
    again=lambda random: (
        (jobs := ["mail", *random.sample(["save", "load", "print"], 2)],),
        {job: {"load": 1, "print": 3}.get(job, 0) for job in jobs},
    ),
    criteria=(
        criteria.ran_in_processes(3),
        criteria.returns({"save": 0, "load": 1, "print": 3}, "the exit codes are right"),
        criteria.overlapped(3),
        criteria.nothing_left_running(),
    ),
)
