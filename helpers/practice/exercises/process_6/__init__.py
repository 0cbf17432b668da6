"""A daemon."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(3,),
    again=lambda random: ((times := random.randrange(2, 5),), times),
    criteria=(
        criteria.named("clock", "worker"),
        criteria.ran_in_children("tick"),
        criteria.ran_in_children("step", 1),
        criteria.overlapped(),
        criteria.returns(3, "the steps are done"),
        criteria.exit_codes({"worker": 0}),
        criteria.nothing_left_running(),
    ),
    allowed=frozenset({"terminate"}),
)
