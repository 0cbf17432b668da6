"""Workers that are asked to end."""

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _some(names: list[str]) -> dict[str, str]:
    return dict.fromkeys(names, "some")


CHECK = Check(
    arguments=(["Ada", "Bob"],),
    again=lambda random: ((names := random.sample(["Cleo", "Dan", "Eve"], 2),), _some(names)),
    criteria=(
        criteria.ran_in_children("serves", 2),
        criteria.overlapped(),
        criteria.ran_in_children("saves its work", 2),
        criteria.went_through("Queue", 2, upward=True),
        criteria.returns(_some(["Ada", "Bob"]), "both have reported"),
        criteria.all_went_well(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
    seconds=7,
)
