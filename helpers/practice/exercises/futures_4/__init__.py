"""End what never ends."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="develop",
    arguments=({"birthday": 0.1, "stuck": 3600, "garden": 0.1},),
    again=lambda random: (
        ({"slow": 3600, (name := random.choice(["one", "two"])): 0.1},),
        {"slow": "TimeoutError", name: f"photos of {name}"},
    ),
    criteria=(
        criteria.in_a_pool("executor worker", "an executor did the work"),
        criteria.ran_in_children("developing"),
        criteria.returns(
            {"birthday": "photos of birthday", "stuck": "TimeoutError", "garden": "photos of garden"},
            "who is late is named",
        ),
        criteria.nothing_left_running(),
    ),
    seconds=9,
)
