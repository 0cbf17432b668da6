"""The executor."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="shout",
    arguments=(["kel", "tim", "ada"],),
    again=lambda random: (
        (names := random.sample(["bob", "eve", "tom", "ann"], 2),),
        {name: name.upper() for name in names},
    ),
    criteria=(
        criteria.in_a_pool("executor worker", "an executor did the work"),
        criteria.ran_in_children("shouting", 2),
        criteria.overlapped(),
        criteria.returns({"kel": "KEL", "tim": "TIM", "ada": "ADA"}, "each name has its result"),
        criteria.nothing_left_running(),
    ),
)
