"""A small real task: a photo is changed where it is."""

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _sums(height: int, width: int) -> list[int]:
    return [sum(255 - (3 * row + 5 * column) % 256 for column in range(width)) for row in range(height)]


CHECK = Check(
    work="invert",
    arguments=(60, 80),
    again=lambda random: ((size := (2 * random.randrange(10, 20), random.randrange(20, 40))), _sums(*size)),
    criteria=(
        criteria.ran_in_children("inverting", 2),
        criteria.overlapped(),
        criteria.in_shared_memory(2, ("SharedMemory", "Array", "RawArray")),
        criteria.returns(_sums(60, 80), "every point is inverted, once"),
        criteria.all_went_well(),
        criteria.all_closed(),
        criteria.all_unlinked(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
