"""The executor."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["kel", "tim", "ada"],),
    again=lambda random: (
        (names := random.sample(["bob", "eve", "tom", "ann"], 2),),
        {name: name.upper() for name in names},
    ),
    criteria=(
        in_a_pool("executor worker", "an executor did the work"),
        ran_in_children("shouting", 2),
        returns({"kel": "KEL", "tim": "TIM", "ada": "ADA"}, "each name has its result"),
        nothing_left_running(),
    ),
)
