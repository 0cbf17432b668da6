"""A queue that knows when all is done."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=([1, 2, 3, 4],),
    again=lambda random: ((numbers := random.sample(range(50), 3),), sum(numbers)),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("adding", 2),
        criteria.overlapped(),
        criteria.went_through("Queue", 4, upward=False),
        criteria.returns(10, "everything is added"),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
