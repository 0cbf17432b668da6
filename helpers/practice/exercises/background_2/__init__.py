"""A child works on copies."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="add",
    arguments=(40, 2),
    again=lambda random: (values := (random.randrange(50, 100), random.randrange(100)), sum(values)),
    criteria=(
        criteria.ran_in_processes(1),
        criteria.ran_in_children("adding"),
        criteria.returns(42, "main(40, 2) returns 42"),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
)
