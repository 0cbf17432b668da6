"""Ask and answer."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(21,),
    again=lambda random: ((number := random.randrange(22, 100),), 2 * number),
    criteria=(
        criteria.ran_in_processes(1),
        criteria.ran_in_children("doubling"),
        criteria.returns(42, "main(21) returns 42"),
        criteria.went_through("Pipe", 1, upward=True, values=[42]),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=3,
)
