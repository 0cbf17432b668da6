"""Take turns."""

from typing import Any

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _fits(value: Any) -> str | None:  # noqa: ANN401 - what an answer returns
    if value == 50:
        return None
    if value is None:
        return "main() returned None; give the number back with return"
    return "updates were lost: the counter is below 50" if value < 50 else "the counter is above 50"


CHECK = Check(
    arguments=(25,),
    again=lambda random: ((times := random.randrange(8, 15),), 2 * times),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.took_turns(10, "they took turns, time and again"),
        criteria.returns_what(_fits, "the counter is 50"),
        criteria.nothing_left_running(),
    ),
)
