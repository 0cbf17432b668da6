"""Nothing is inherited."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"language": "fr"}, ["one", "two"]),
    again=lambda random: (
        ({"language": (word := random.choice(["de", "it", "en"]))}, names := random.sample(["x", "y", "z"], 2)),
        sorted(f"{word}: {name}" for name in names),
    ),
    work="label",
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("labelling", 2),
        criteria.returns(["fr: one", "fr: two"], "each child has the settings"),
        criteria.overlapped(),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
)
