"""Two locks in two orders."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(5,),
    again=lambda random: ((random.randrange(2, 5),), [100, 100]),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("moving", 2),
        criteria.took_turns(2, "they took turns"),
        criteria.returns([100, 100], "no money is lost"),
        criteria.all_went_well(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
