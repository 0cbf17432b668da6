"""The ids of parent and child."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(2,),
    again=lambda random: ((random.randrange(2, 5),), True),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("my parent is", 2),
        criteria.returns(True, "each child has main as its parent"),
        criteria.went_through("Queue", 2, upward=True),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
