"""Hand over first, then collect."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="develop",
    arguments=(["birthday", "wedding", "garden", "holiday"],),
    again=lambda random: (
        (films := random.sample(["ship", "school", "snow", "summer", "sea"], 4),),
        {film: f"photos of {film}" for film in films},
    ),
    criteria=(
        criteria.in_a_pool("executor worker", "an executor did the work"),
        criteria.ran_in_children("developing", 2),
        criteria.overlapped(),
        criteria.returns({film: f"photos of {film}" for film in ("birthday", "wedding", "garden", "holiday")}),
        criteria.nothing_left_running(),
    ),
)
