"""An error belongs to its own ticket."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="develop",
    arguments=(["birthday", "fogged", "garden", "empty"],),
    again=lambda random: (
        (films := random.sample(["ship", "fogged", "snow", "empty", "sea"], 5),),
        {film: {"fogged": "ValueError", "empty": "KeyError"}.get(film, f"photos of {film}") for film in films},
    ),
    criteria=(
        criteria.in_a_pool("executor worker", "an executor did the work"),
        criteria.ran_in_children("developing", 2),
        criteria.overlapped(),
        criteria.returns(
            {
                "birthday": "photos of birthday",
                "fogged": "ValueError",
                "garden": "photos of garden",
                "empty": "KeyError",
            },
            "each film has its photos, or the name of its error",
        ),
        criteria.nothing_left_running(),
    ),
)
