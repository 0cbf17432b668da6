"""Processes beside a running event loop."""

from helpers.practice import criteria
from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.sayings import said
from helpers.practice.exercise import Check
from helpers.practice.trial import Trial

_FEWEST = 3  # ticks while films are developed, at twenty a second


def _ticked(trial: Trial) -> str | None:
    """Count the ticks between the first film that was begun and the last one that was done."""
    begun, done = said("developing", trial), said("done with", trial)
    if not begun or not done:
        return "nobody said 'developing' and 'done with': leave develop as it is"
    meanwhile = [event for event in said("tick", trial) if begun[0].time < event.time < done[-1].time]
    if len(meanwhile) >= _FEWEST:
        return None
    return "the clock stood still while films were developed: main waited for them without await"


CHECK = Check(
    work="develop",
    arguments=(["birthday", "wedding", "garden", "holiday"],),
    again=lambda random: (
        (films := random.sample(["ship", "school", "snow", "summer"], 3),),
        [f"photos of {film}" for film in films],
    ),
    criteria=(
        criteria.ran_in_children("developing", 2),
        criteria.in_a_pool("executor worker", "an executor did the work"),
        criteria.overlapped(),
        criteria.returns([f"photos of {film}" for film in ("birthday", "wedding", "garden", "holiday")]),
        Criterion("the clock ticked meanwhile", _ticked),
        criteria.nothing_left_running(),
    ),
)
