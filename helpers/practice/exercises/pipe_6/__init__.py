"""Join before recv."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(200_000,),
    again=lambda random: ((size := random.randrange(150_000, 400_000),), size),
    work="write",
    criteria=(
        criteria.ran_in_processes(1),
        criteria.ran_in_children("writing"),
        criteria.returns(200_000, "the whole text has arrived"),
        criteria.went_through("Pipe", 1, upward=True),
        criteria.all_joined(),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=3,
)
