"""Ask without waiting for ever."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"quick": 0.1, "never": 3600},),
    again=lambda random: (
        ({"late": 3600, (name := random.choice(["one", "two"])): 0.1},),
        {"late": None, name: name.upper()},
    ),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("asking", 2),
        criteria.overlapped(),
        criteria.returns({"quick": "QUICK", "never": None}, "who does not answer is None"),
        criteria.went_through("Pipe", 1, upward=True, values=["QUICK"]),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
    seconds=9,
    allowed=frozenset({"terminate"}),
)
