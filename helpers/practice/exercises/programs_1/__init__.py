"""Records of workers in one place."""

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _loaded(names: list[str]) -> list[str]:
    return sorted(f"{name} is loaded" for name in names)


CHECK = Check(
    arguments=(["amber", "birch"],),
    again=lambda random: ((names := random.sample(["cedar", "dogwood", "elm", "fir"], 2),), _loaded(names)),
    criteria=(
        criteria.ran_in_children("loading", 2),
        criteria.overlapped(),
        criteria.went_through("Queue", 2, upward=True),
        criteria.returns(_loaded(["amber", "birch"]), "all records are there"),
        criteria.all_joined(),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=5,
)
