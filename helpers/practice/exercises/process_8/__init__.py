"""A class of its own."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["kel", "tim"],),
    again=lambda random: (
        (names := random.sample(["ada", "bob", "eve", "joe"], 3),),
        {name: name.upper() for name in names},
    ),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("greeting", 2),
        criteria.overlapped(),
        criteria.returns({"kel": "KEL", "tim": "TIM"}, "each name has its result"),
        criteria.went_through("Queue", 2, upward=True, values=["KEL", "TIM"]),
        criteria.all_went_well(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
