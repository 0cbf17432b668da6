"""A lost exception."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["ada", "b4", "tim", "k9"],),
    again=lambda random: (
        (names := random.sample(["a1", "eve", "b2", "bob", "c3"], 4),),
        [n for n in names if n[1:].isdigit()],
    ),
    work="save",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("saving"),
        criteria.overlapped(),
        criteria.returns(["b4", "k9"], "each failure is named"),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
