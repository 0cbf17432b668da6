"""What each worker needs once."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"one": "eins", "two": "zwei"}, ["two", "one", "two"]),
    again=lambda random: (
        (dict(zip("abc", numbers := random.sample(["x", "y", "z"], 3), strict=True)), ["c", "a", "b"]),
        [numbers[2], numbers[0], numbers[1]],
    ),
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("ready", 2),
        criteria.ran_in_children("translating", 2),
        criteria.overlapped(),
        criteria.returns(["zwei", "eins", "zwei"], "the words are right"),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
