"""From child to child."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["kel", "tim", "ada"],),
    again=lambda random: (
        (names := random.sample(["bob", "eve", "joe", "ann"], 3),),
        [f"{name.upper()}!" for name in names],
    ),
    criteria=(
        criteria.named("upper", "mark"),
        criteria.ran_in_processes(2, exactly=True),
        criteria.ran_in_children("upper", 1),
        criteria.ran_in_children("mark", 1),
        criteria.between_children("Queue", 3),
        criteria.overlapped(),
        criteria.returns(["KEL!", "TIM!", "ADA!"], "each name went through both"),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
