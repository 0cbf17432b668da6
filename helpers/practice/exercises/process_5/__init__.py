"""A small real task: many jobs, few at a time."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"movie": 1.4, "letter": 0.1, "photo": 0.1},),
    again=lambda random: (
        (dict.fromkeys(names := random.sample(["song", "mail", "map", "game"], 3), 0.1),),
        dict.fromkeys(names, 0),
        (criteria.named(*names), criteria.at_most_at_once(2)),
    ),
    criteria=(
        criteria.ran_in_processes(3, exactly=True),
        criteria.named("movie", "letter", "photo"),
        criteria.at_most_at_once(2),
        criteria.overlapped(2),
        criteria.in_order("ready: photo", "ready: movie"),
        criteria.returns({"movie": 0, "letter": 0, "photo": 0}, "the exit codes are right"),
        criteria.nothing_left_running(),
    ),
)
