"""Several writers, one pipe."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["north", "south"], 3),
    again=lambda random: (
        (names := random.sample(["up", "down", "left"], 2), times := random.randrange(2, 5)),
        sorted(f"{name} {number}" for name in names for number in range(times)),
    ),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("sending", 2),
        criteria.overlapped(),
        criteria.returns(["north 0", "north 1", "north 2", "south 0", "south 1", "south 2"], "all messages are there"),
        criteria.went_through("Pipe", 6, upward=True, values=["north 0", "south 2"]),
        criteria.took_turns(1, "one at a time writes into the pipe"),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
